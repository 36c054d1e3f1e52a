-- The role and the database of RoundTable. Run once, as a superuser or as a role that may create both:
--
--     psql -f ops/postgres.sql
--     psql -c '\password roundtable'
--
-- The second one asks for the password: here it would stand in the list of processes, in a history and in PostgreSQL's log.
-- The role is no superuser, makes no roles and no databases, and owns this one database only. Whoever runs this needs CREATEROLE
-- and CREATEDB and nothing more, and keeps no access to the database.

\set ON_ERROR_STOP on

CREATE ROLE roundtable LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;

-- Encoding UTF8 is required; texts that must be in order are ordered by their bytes, whatever the locale.
-- Only a member of a role may make something that it owns; a superuser is one anyway.
GRANT roundtable TO CURRENT_USER;
CREATE DATABASE roundtable OWNER roundtable ENCODING 'UTF8' TEMPLATE template0;

-- Nobody else on this PostgreSQL gets in: whoever may connect may also listen to notifications, which name streams, say
-- who is where at a table, and bring records along, sealed.
REVOKE CONNECT, TEMPORARY ON DATABASE roundtable FROM PUBLIC;

REVOKE roundtable FROM CURRENT_USER;
