using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Sessions.Sections;

public sealed partial class SectionSession
{
    private static readonly Refusal TooMuchUnsaved = new(SessionCodes.SectionTooMuchUnsaved);
    private static readonly IReadOnlyDictionary<ulong, PersonId> NoClients = new Dictionary<ulong, PersonId>();

    /// <summary>Whether more than one person types here: then each leaves room for the others.</summary>
    private bool SharesRoom => _settings.Writers.Count > 1;

    private void Push(SectionInput.Push push)
    {
        if (!_readers.TryGetValue(push.Reader, out var reader))
        {
            _effects.Add(new SectionEffect.Resync(push.Reader));
            return;
        }

        // What comes behind one that did not fit builds on it, and would be refused for what it misses although nothing is wrong with it.
        if (reader.IsBehind || IsFull || _held.Count >= _caps.Held)
        {
            _readers[push.Reader] = reader with { IsBehind = true };
            _effects.Add(new SectionEffect.Resync(push.Reader, TooMuchUnsaved));
            return;
        }

        var author = reader.Caller.Person;
        var check = _document.Check(push.Update, author, SharesRoom);
        if (check.RefusalCode is { } code)
        {
            Refuse(push, reader.CanWrite || code == RefusalCodes.SectionMalformed ? code : RefusalCodes.SectionReadOnly);
            return;
        }

        // Yjs clients of those who only read also tell what they have; that it is nothing new is no writing.
        if (!reader.CanWrite && check.ChangesSomething)
        {
            Refuse(push, RefusalCodes.SectionReadOnly);
            return;
        }

        if (!MayUse(check.NewClients, author))
        {
            Refuse(push, RefusalCodes.SectionForeignClient);
            return;
        }

        if (check.ChangesSomething && CheckWords(check, author) is { } leak)
        {
            _document.DropRehearsal();
            _effects.Add(new SectionEffect.Refuse(push.Reader, push.Number, leak));
            return;
        }

        if (check.ChangesSomething)
            Accept(reader.Caller, check, push.Reader);
        HoldUntilDurable(new SectionEffect.Acknowledge(push.Reader, push.Number));
        if (check.Findings is { NeedsTrial: true })
            _effects.Add(new SectionEffect.TriedOut(push.Reader, _document.Structs));
    }

    /// <summary>Whether an update of this connection would be written; the words in it are not looked at. Changes nothing.</summary>
    /// <param name="reader">The connection.</param>
    /// <param name="update">Bytes that claim to be a V1 update; kept until the section changes, so nobody may change them afterwards.</param>
    public bool WouldWrite(ReaderId reader, ReadOnlyMemory<byte> update) =>
        !_closed && _readers.TryGetValue(reader, out var found) && found.CanWrite
        && _document.Foresee(update, found.Caller.Person, SharesRoom) is { RefusalCode: null, ChangesSomething: true } check
        && MayUse(check.NewClients, found.Caller.Person);

    // By such a client others may know somebody already who is here, and has not typed yet. Without an object for each letter.
    private bool MayUse(IReadOnlyList<ulong> clients, PersonId person)
    {
        foreach (var client in clients)
        {
            if (!MayBe(client, person))
                return false;
        }

        return true;
    }

    // Nobody is named as speaker of whom a reader may not know, and no word is who is nobody. Where a reader is kept from a word, the guard has its say before the letter that completes it reaches anybody (G02).
    private Refusal? CheckWords(UpdateCheck check, PersonId author)
    {
        if (!check.Findings!.Speakers.All(_settings.MayBeSpeaker))
            return new Refusal(RefusalCodes.TextNotHere);
        if (_settings.Guard is not { } guard || !guard.Watches(author))
            return null;
        foreach (var (before, after) in _document.Rehearse(check))
        {
            if (guard.Check(author, before, after) is { } refusal)
                return refusal;
        }

        return null;
    }

    /// <summary>Applies what was found in order, and sends it on its way to the disk and then to the others.</summary>
    private void Accept(Caller caller, UpdateCheck check, ReaderId? from)
    {
        var author = caller.Person;
        var update = _document.Take(check, author);
        Append(caller, SectionRecord.Pushed, update);
        HoldUntilDurable(new SectionEffect.Broadcast(new SectionUpdate(_id, update, FirstUses(check, author)), from));
    }

    private void Refuse(SectionInput.Push push, string code) =>
        _effects.Add(new SectionEffect.Refuse(push.Reader, push.Number, new Refusal(code)));

    private static IReadOnlyDictionary<ulong, PersonId> FirstUses(UpdateCheck check, PersonId author) =>
        check.NewClients.Count == 0 ? NoClients : check.NewClients.ToDictionary(c => c, _ => author);

    private void WriteItem(SectionInput.WriteItem write)
    {
        if (_settings.Mode != SectionMode.Released && !write.Moved && !write.Caller.IsServer)
            _effects.Add(new SectionEffect.Written(write.Request, new Refusal(RefusalCodes.SectionReadOnly)));
        else if (_document.Standing(write.Item.Id) is { } there && MustStay(there, write))
            _effects.Add(new SectionEffect.Written(write.Request, new Refusal(SessionCodes.ItemChanged)));
        else if (!_document.Has(write.Item.Id) && CheckNew(write) is { } code)
            _effects.Add(new SectionEffect.Written(write.Request, new Refusal(code)));
        else
            Write(write, write.Caller.IsServer ? write.Item : Placed(write.Item));
    }

    private string? CheckNew(SectionInput.WriteItem write) =>
        _document.CheckRoom(1, write.Client is not null && SharesRoom ? write.Caller.Person : null)
        ?? (write.Client is { } client && !MayBe(client, write.Caller.Person) ? RefusalCodes.SectionForeignClient : null);

    // What somebody moves of their own they make here, so that it stays theirs and takes room of theirs. The words are the server's: others may
    // have written some of them, and the guard asks who.
    private void Write(SectionInput.WriteItem write, CardItem item)
    {
        if (write.Client is { } fresh && !_document.Has(item.Id))
        {
            var author = write.Caller.Person;

            // One for all that they move while this is in memory: each is counted for ever.
            var clients = _moving.TryAdd(author, fresh) ? new Dictionary<ulong, PersonId> { [fresh] = author } : NoClients;
            Tell(write.Caller, SectionRecord.Pushed, _document.Write(item with { Text = "" }, (author, _moving[author])), clients);
        }

        Written(write.Request, write.Caller, _document.Write(item));
    }

    // The server brings up to date what it wrote itself, but the words of a person, or those that stand nowhere else any more, are not written over.
    private static bool MustStay(StandingItem there, SectionInput.WriteItem write) =>
        there.Text.Length > 0 && there.Text != write.Item.Text && (there.Text != write.Over || write.Item.Text.Length == 0)
        && (write.Moved || (!write.Caller.IsServer && there.Writers.Any(w => w.Value.Length > 0)));

    // Where an item stood among others, or when it was made there, is no business of those who read it here.
    private CardItem Placed(CardItem released) => released with
    {
        Order = _document.Item(released.Id)?.Order ?? _document.Items().Select(i => i.Order).DefaultIfEmpty(0).Max() + 1,
    };

    private void WithdrawItem(SectionInput.WithdrawItem withdraw)
    {
        if (_document.Item(withdraw.Item) is { } present && withdraw.Only is { } only && present.Text != only)
            _effects.Add(new SectionEffect.Written(withdraw.Request, new Refusal(SessionCodes.ItemChanged)));
        else if (_document.Has(withdraw.Item))
            Written(withdraw.Request, withdraw.Caller, _document.Withdraw(withdraw.Item, withdraw.Erase));
        else
            _effects.Add(new SectionEffect.Written(withdraw.Request, new Refusal(SessionCodes.ItemUnknown)));
    }

    private void Written(long request, Caller caller, ReadOnlyMemory<byte> update)
    {
        Tell(caller, SectionRecord.Written, update, NoClients);
        HoldUntilDurable(new SectionEffect.Written(request, null));
    }

    private void Tell(Caller caller, string kind, ReadOnlyMemory<byte> update, IReadOnlyDictionary<ulong, PersonId> newClients)
    {
        if (update.IsEmpty)
            return;
        Append(caller, kind, update);
        HoldUntilDurable(new SectionEffect.Broadcast(new SectionUpdate(_id, update, newClients), null));
    }
}
