using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>Several servers with a replica each of one section, over one stream.</summary>
public class ServersTests
{
    private const string Item = TestClient.ItemA;
    private static readonly SectionSettings Settings = TestSection.Live("p-anna", "p-bram", "p-cees");
    private readonly List<SectionRecord> _disk = [];

    [Fact]
    public void Record_OfAnotherServer_IsShownToTheReadersHereWithItsAuthor()
    {
        var (anna, bram) = (Open("p-anna", 100), Open("p-bram", 200));
        anna.Client.MakeItem(Item, "Samen.");
        anna.Push();
        anna.Write();

        bram.Follow();

        Assert.Equal("Samen.", bram.Client.Text(Item).ToString());
        Assert.Equal(PersonId.From("p-anna"), Assert.Single(bram.Shown).Clients[100]);
    }

    [Fact]
    public void Record_ThatComesBetween_IsMergedWithWhatWaitsHere()
    {
        var (anna, bram) = (Open("p-anna", 100), Open("p-bram", 200));
        anna.Client.MakeItem(Item, "A");
        anna.Push();
        anna.Write();
        bram.Follow();
        anna.Client.Text(Item).Insert(1, "a");
        anna.Push();
        bram.Client.Text(Item).Insert(1, "b");
        bram.Push();

        anna.Write();
        Assert.False(bram.Write());
        bram.Follow();
        Assert.True(bram.Write());
        anna.Follow();

        Assert.False(bram.Session.IsClosed);
        Assert.Equal(anna.Client.Text(Item).ToString(), bram.Client.Text(Item).ToString());
        Assert.Equal([1L], bram.Acknowledged);
    }

    [Fact]
    public void ClientOfAnother_UsedHereTooLate_IsRefusedAndTheMemoryDropped()
    {
        var (anna, bram) = (Open("p-anna", 100), Open("p-bram", 100));
        anna.Client.MakeItem(Item, "van Anna");
        bram.Client.MakeItem(Item, "van Bram");
        anna.Push();
        bram.Push();
        anna.Write();

        bram.Follow();

        Assert.Equal(RefusalCodes.SectionForeignClient, Assert.Single(bram.Refused).Code);
        Assert.True(bram.Session.IsClosed);
        Assert.Empty(bram.Acknowledged);
        var read = Open("p-cees", 300);
        Assert.Equal("van Anna", read.Client.Text(Item).ToString());
    }

    [Fact]
    public void Gap_BeforeARecord_DropsTheMemory()
    {
        var anna = Open("p-anna", 100);
        anna.Client.MakeItem(Item, "A");
        anna.Push();
        anna.Write();
        var bram = new Server(_disk, "p-bram", 200, replay: false);

        bram.Session.Handle(new SectionInput.Foreign(_disk[0] with { Seq = 2 }));

        Assert.True(bram.Session.IsClosed);
    }

    [Fact]
    public void Opening_ThatWaitsForTheDisk_MissesNothingThatComesBetween()
    {
        var (anna, bram) = (Open("p-anna", 100), Open("p-bram", 200));
        anna.Client.MakeItem(Item, "A");
        anna.Push();
        anna.Write();
        bram.Follow();
        bram.Client.Text(Item).Insert(1, "b");
        bram.Push();
        var cees = new TestClient("p-cees", 300);
        bram.Session.Handle(cees.Opening());
        anna.Client.Text(Item).Insert(0, "a");
        anna.Push();
        anna.Write();

        bram.Follow();
        bram.Write();

        cees.Take(bram.Opened.Single());
        foreach (var shown in bram.ShownAfterOpening)
            cees.Doc.ApplyUpdate(shown.Update.Span);
        Assert.Equal(bram.Client.Text(Item).ToString(), cees.Text(Item).ToString());
        Assert.Contains('a', cees.Text(Item).ToString());
    }

    [Fact]
    public void Record_OfAnotherServer_DoesNotWaitForWhatWaitsHere()
    {
        var (anna, bram) = (Open("p-anna", 100), Open("p-bram", 200));
        bram.Client.MakeItem("i-bbbbbbbbbbbbbbbb", "Van Bram.");
        bram.Push();
        anna.Client.MakeItem(Item, "Van Anna.");
        anna.Push();
        anna.Write();

        bram.Follow();

        Assert.Equal(PersonId.From("p-anna"), Assert.Single(bram.Shown).Clients[100]);
        Assert.Empty(bram.Acknowledged);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void History_OfThreeServers_EndsWithEqualDocumentsAndEveryLetterOnce(int seed)
    {
        var chance = new Random(seed);
        Server[] servers = [Open("p-anna", 100), Open("p-bram", 200), Open("p-cees", 300)];
        servers[0].Client.MakeItem(Item, "");
        servers[0].Push();
        servers[0].Write();
        foreach (var server in servers)
            server.Follow();
        var typed = new List<string>();
        for (var step = 0; step < 2000; step++)
        {
            var server = servers[chance.Next(3)];
            switch (chance.Next(4))
            {
                case 0:
                    var word = $"<{typed.Count}>";
                    var text = server.Client.Text(Item);
                    text.Insert(chance.Next(2) * text.Length, word);
                    typed.Add(word);
                    server.Push();
                    break;
                case 1:
                    server.Write();
                    break;
                default:
                    server.Follow();
                    break;
            }
        }

        foreach (var server in servers.Concat(servers).Concat(servers))
        {
            server.Follow();
            server.Write();
        }

        Assert.All(servers, server => Assert.False(server.Session.IsClosed));
        Assert.All(servers, server => Assert.Equal(servers[0].Client.Doc.EncodeStateAsUpdate(), server.Client.Doc.EncodeStateAsUpdate()));
        Assert.All(typed, word => Assert.Equal(2, servers[0].Client.Text(Item).ToString().Split(word).Length));
        var replayed = Open("p-cees", 400);
        Assert.Equal(servers[0].Client.Text(Item).ToString(), replayed.Client.Text(Item).ToString());
        Assert.Contains(servers, server => server.Snapshots.Count > 0);
        Assert.All(servers, server => Assert.All(server.Snapshots, server.AssertHolds));
    }

    private Server Open(string person, ulong client) => new(_disk, person, client, replay: true);

    /// <summary>One server with one person at it, and a disk that the others write to as well.</summary>
    private sealed class Server
    {
        private static ulong ServerClient = 7_000;
        private readonly List<SectionRecord> _disk;
        private readonly Queue<SectionEffect.Append> _waiting = new();

        public Server(List<SectionRecord> disk, string person, ulong client, bool replay)
        {
            _disk = disk;
            Client = new TestClient(person, client);
            Session = new SectionSession(TestSection.Id, Settings, Interlocked.Increment(ref ServerClient));
            if (!replay)
                return;
            foreach (var record in disk)
                Session.Replay([record]);
            foreach (var effect in Session.Handle(Client.Opening()))
            {
                if (effect is SectionEffect.Opened opened)
                    Client.Doc.ApplyUpdate(opened.Reply.Update.Span);
            }
        }

        public TestClient Client { get; }

        public SectionSession Session { get; }

        public List<SectionUpdate> Shown { get; } = [];

        public List<SectionUpdate> ShownAfterOpening { get; } = [];

        public List<SectionOpened> Opened { get; } = [];

        public List<long> Acknowledged { get; } = [];

        public List<Refusal> Refused { get; } = [];

        public List<SectionEffect.SaveSnapshot> Snapshots { get; } = [];

        public void Push()
        {
            while (Client.Pushes.TryDequeue(out var push))
                Handle(push);
        }

        /// <summary>Takes what waits to the disk, all of it, unless another server was there first.</summary>
        public bool Write()
        {
            if (Session.Head != _disk.Count)
                return false;
            var written = _waiting.ToList();
            _waiting.Clear();
            foreach (var append in written)
                _disk.Add(new SectionRecord(_disk.Count + 1, append.Kind, append.Caller.Person.Value, append.Payload.ToArray()));
            for (var i = 0; i < written.Count; i++)
                Handle(new SectionInput.Appended(written[i].Ticket, _disk.Count - written.Count + i + 1));
            return true;
        }

        public void Follow()
        {
            foreach (var record in _disk.Skip((int)Session.Head).ToList())
                Handle(new SectionInput.Foreign(record));
        }

        /// <summary>A snapshot is exactly the records up to its number.</summary>
        public void AssertHolds(SectionEffect.SaveSnapshot snapshot)
        {
            var session = new SectionSession(TestSection.Id, Settings, Interlocked.Increment(ref ServerClient));
            session.Restore(snapshot.Seq, SectionSnapshot.Read(snapshot.Payload, SectionSnapshot.Version));
            var records = new SectionSession(TestSection.Id, Settings, Interlocked.Increment(ref ServerClient));
            foreach (var record in _disk.Take((int)snapshot.Seq))
                records.Replay([record]);
            Assert.Equal(records.Item(ItemId.From(Item))!.Text, session.Item(ItemId.From(Item))!.Text);
        }

        private void Handle(SectionInput input)
        {
            foreach (var effect in Session.Handle(input).ToList())
            {
                switch (effect)
                {
                    case SectionEffect.Append e:
                        _waiting.Enqueue(e);
                        break;
                    case SectionEffect.Broadcast e:
                        Shown.Add(e.Update);
                        if (Opened.Count > 0)
                            ShownAfterOpening.Add(e.Update);
                        if (e.Except != Client.Reader)
                            Client.Doc.ApplyUpdate(e.Update.Update.Span);
                        break;
                    case SectionEffect.Opened e:
                        Opened.Add(e.Reply);
                        break;
                    case SectionEffect.Acknowledge e:
                        Acknowledged.Add(e.Number);
                        break;
                    case SectionEffect.Refuse e:
                        Refused.Add(e.Refusal);
                        break;
                    case SectionEffect.SaveSnapshot e:
                        Snapshots.Add(e);
                        break;
                }
            }
        }
    }
}
