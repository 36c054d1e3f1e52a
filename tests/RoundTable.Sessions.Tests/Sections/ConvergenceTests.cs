using RoundTable.Domain.Commands;
using RoundTable.Sessions.Sections;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>
/// Random histories: several people type at once over a network that loses, doubles and reorders, the server crashes and its
/// disk fails, hostile updates come in between. In the end all hold the same, and nothing acknowledged is gone.
/// </summary>
public class ConvergenceTests
{
    private static readonly string[] People = ["p-anna", "p-bram", "p-cees", "p-dina"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void History_LossyNetworkAndCrashes_Converges(int seed) => new History(seed).Run(250);

    [Theory]
    [InlineData(1001)]
    public void History_LongEnoughForSnapshots_Converges(int seed) =>
        Assert.True(new History(seed).Run(2_000).HasSnapshot, $"seed {seed}: no snapshot was saved");

    private sealed class History(int seed)
    {
        private readonly Random _random = new(seed);
        private int _made;
        private int _attacks;
        private readonly TestSection _section = new(People);
        private readonly List<TestClient> _clients = [];
        private readonly List<SectionInput.Push> _toServer = [];
        private readonly List<(TestClient To, SectionEffect Effect)> _toClients = [];

        public TestSection Run(int steps)
        {
            for (var i = 0; i < People.Length; i++)
            {
                var client = new TestClient(People[i], (ulong)(100 + i));
                _clients.Add(client);
                Open(client);
            }

            for (var step = 0; step < steps; step++)
            {
                Step();
            }

            Settle();
            var expected = _section.Read(People[0]);
            foreach (var client in _clients)
            {
                Assert.True(Json.Of(client.Doc) == expected, $"seed {seed}: {client.Reader} holds\n{Json.Of(client.Doc)}\nand the server\n{expected}");
            }

            _section.Crash();
            Assert.True(_section.Read(People[0]) == expected, $"seed {seed}: replay gives another document");
            return _section;
        }

        private void Step()
        {
            var client = _clients[_random.Next(_clients.Count)];
            switch (_random.Next(20))
            {
                case < 9:
                    Edit(client);
                    break;
                case < 13:
                    Deliver();
                    break;
                case < 16:
                    Receive(_random.Next(2) == 0 ? _section.Flush(_random.Next(1, 4)) : _section.FlushTogether(_random.Next(1, 9)));
                    break;
                case 16:
                    Open(client);
                    break;
                case 17:
                    Attack(_clients[_random.Next(_clients.Count)]);
                    break;
                case 18 when _random.Next(4) == 0:
                    Crash();
                    break;
                case 19 when _random.Next(4) == 0 && _section.Writing > 0:
                    Receive(_section.Fail());
                    Crash();
                    break;
            }

            if (client.Pushes.Count > 0 && _random.Next(3) > 0)
                Send(client);
        }

        private void Edit(TestClient client)
        {
            var ids = client.Items.Keys.ToList();
            if (ids.Count == 0 || (ids.Count < 6 && _random.Next(6) == 0))
            {
                client.MakeItem($"i-{client.Doc.ClientId:D8}{_made++:D8}");
                return;
            }

            var id = ids[_random.Next(ids.Count)];
            var text = client.Text(id);
            switch (_random.Next(8))
            {
                case 0:
                    client.Item(id).Set("status", _random.Next(2) == 0 ? "withdrawn" : "onTable");
                    break;
                case 1:
                    client.Item(id).Set("order", _random.Next(100));
                    break;
                case 2 when text.Length > 0:
                    text.Delete(_random.Next(text.Length), _random.Next(1, 3));
                    break;
                default:
                    text.Insert(_random.Next(text.Length + 1), new string((char)('a' + _random.Next(26)), _random.Next(1, 4)));
                    break;
            }
        }

        private void Send(TestClient client)
        {
            while (client.Pushes.TryDequeue(out var push))
            {
                if (_random.Next(12) == 0)
                    continue;
                _toServer.Insert(_random.Next(5) == 0 ? _random.Next(_toServer.Count + 1) : _toServer.Count, push);
                if (_random.Next(10) == 0)
                    _toServer.Add(push);
            }
        }

        private void Deliver()
        {
            for (var n = _random.Next(1, 5); n > 0 && _toServer.Count > 0; n--)
            {
                var push = _toServer[0];
                _toServer.RemoveAt(0);
                Receive(_section.Handle(push));
            }

            for (var n = _random.Next(1, 8); n > 0 && _toClients.Count > 0; n--)
            {
                var at = _random.Next(4) == 0 ? _random.Next(_toClients.Count) : 0;
                var (to, effect) = _toClients[at];
                _toClients.RemoveAt(at);
                if (_random.Next(15) > 0)
                    Take(to, effect);
            }
        }

        private void Open(TestClient client)
        {
            _toServer.RemoveAll(p => p.Reader == client.Reader);
            _toClients.RemoveAll(m => m.To == client);
            Receive(_section.Handle(client.Opening()));
        }

        private void Receive(IReadOnlyList<SectionEffect> effects)
        {
            foreach (var effect in effects)
            {
                switch (effect)
                {
                    case SectionEffect.Opened e:
                        Of(e.Reader)?.Take(e.Reply);
                        break;
                    case SectionEffect.Broadcast e:
                        _toClients.AddRange(_clients.Where(c => c.Reader != e.Except).Select(c => (c, effect)));
                        break;
                    case SectionEffect.Acknowledge e when Of(e.Reader) is { } client:
                        _toClients.Add((client, e));
                        break;
                    case SectionEffect.Refuse e when Of(e.Reader) is { } client:
                        Assert.True(
                            e.Refusal.Code is RefusalCodes.SectionMissingDependencies or RefusalCodes.SectionMalformed
                                or RefusalCodes.SectionForeignClient or RefusalCodes.SectionSchema,
                            $"seed {seed}: refused with {e.Refusal.Code}");
                        _toClients.Add((client, e));
                        break;
                }
            }
        }

        private void Take(TestClient client, SectionEffect effect)
        {
            switch (effect)
            {
                case SectionEffect.Broadcast e:
                    client.Doc.ApplyUpdate(e.Update.Update.Span);
                    break;
                case SectionEffect.Acknowledge e:
                    client.Acknowledge(e.Number);
                    break;
                case SectionEffect.Refuse:
                    Open(client);
                    break;
            }
        }

        /// <summary>Somebody in the audience with a program of their own: bytes changed at random, or a client id of somebody else.</summary>
        private void Attack(TestClient victim)
        {
            var others = People.Where(p => p != victim.Caller.Person.Value).ToList();
            var attacker = new TestClient(others[_random.Next(others.Count)], (ulong)(10_000 + ++_attacks));
            _section.Handle(attacker.Opening());
            attacker.Doc.ApplyUpdate(victim.Doc.EncodeStateAsUpdate());

            // A client id that nobody used here yet is of whoever uses it first.
            var forge = _random.Next(2) == 0 && victim.AcknowledgedClock > 0;
            var update = attacker.Forge(
                d =>
                {
                    foreach (var item in d.GetMap("items").Entries.Select(e => (YMap)e.Value!))
                    {
                        ((YText)item.Get("text")!).Insert(0, "x");
                        item.Set("order", 5);
                    }
                },
                forge ? victim.Doc.ClientId : null);
            if (update.Length == 0)
                return;
            if (!forge)
                update[_random.Next(update.Length)] ^= (byte)_random.Next(1, 256);
            var before = _section.Session.Items();
            var effects = _section.Handle(new SectionInput.Push(attacker.Reader, 0, update));
            Assert.False(
                forge && effects.OfType<SectionEffect.Append>().Any(),
                $"seed {seed}: somebody wrote in the name of {victim.Caller.Person}");
            if (!effects.OfType<SectionEffect.Append>().Any())
                Assert.Equal(before, _section.Session.Items());
            Receive(effects);
            Receive(_section.Handle(new SectionInput.Leave(attacker.Reader)));
        }

        private void Crash()
        {
            _toServer.Clear();
            _toClients.Clear();
            _section.Crash();
            foreach (var client in _clients)
            {
                var opened = _section.Handle(client.Opening()).OfType<SectionEffect.Opened>().Single();
                var known = _section.Document(People[0]);
                Assert.True(
                    known.GetStateOf(client.Doc.ClientId) >= client.AcknowledgedClock,
                    $"seed {seed}: {client.Reader} was told that {client.AcknowledgedClock} is on disk; only {known.GetStateOf(client.Doc.ClientId)} is");
                client.Take(opened.Reply);
            }
        }

        private void Settle()
        {
            _toServer.Clear();
            _toClients.Clear();
            for (var round = 0; round < 2; round++)
            {
                foreach (var client in _clients)
                {
                    Receive([.. _section.Flush(), .. _section.HandleAndFlush(client.Opening())]);
                    Assert.DoesNotContain(_section.PushAll(client), e => e is SectionEffect.Refuse);
                }
            }
        }

        private TestClient? Of(ReaderId reader) => _clients.Find(c => c.Reader == reader);
    }
}
