using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

public class RestTests
{
    private const string Item = TestClient.ItemA;
    private readonly TestSection _section = new("p-anna", "p-bram");
    private readonly TestClient _anna;

    public RestTests()
    {
        _anna = _section.Join("p-anna", 100);
        _anna.MakeItem(Item, "Ik ben bang");
        _section.PushAll(_anna);
    }

    [Fact]
    public void Rest_ThenOpen_GivesAllOrWhatIsMissed()
    {
        var bram = _section.Join("p-bram", 200);
        _anna.Text(Item).Insert(0, "x");
        _section.PushAll(_anna);
        _section.Session.Rest();

        var missed = _section.Handle(bram.Opening()).OfType<SectionEffect.Opened>().Single().Reply;

        Assert.True(missed.Update.Length < 40, $"{missed.Update.Length} bytes for one letter");
        bram.Take(missed);
        Assert.Equal("xIk ben bang", bram.Text(Item).ToString());
        Assert.Equal(_section.Read("p-anna"), Json.Of(bram.Doc));
    }

    [Fact]
    public void Rest_ThenPush_GoesOnWhereItWas()
    {
        _section.Session.Rest();

        _anna.Text(Item).Insert(0, "Nee: ");
        var effects = _section.PushAll(_anna);

        Assert.Single(effects.OfType<SectionEffect.Acknowledge>());
        Assert.Equal("Nee: Ik ben bang", Assert.Single(_section.Session.Items()).Text);
        _section.Session.Rest();
        Assert.Equal("p-anna", Assert.Single(_section.Session.Items()).Author?.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_900)]
    public void Rest_AgainAndAgain_GivesTheSameBytes(int letters)
    {
        // Letters of which none can be known from those before, and not all of one byte.
        var chance = new Random(letters);
        _anna.Text(Item).Insert(0, string.Concat(Enumerable.Range(0, letters).Select(_ => (char)chance.Next(0x20, 0x2000))));
        _section.PushAll(_anna);
        var before = Opened(200);

        for (var rests = 0; rests < 3; rests++)
        {
            _section.Session.Rest();
            _section.Session.Rest();
            Assert.Equal(before.Update.ToArray(), Opened(201).Update.ToArray());
            Assert.Equal(before.StateVector.ToArray(), Opened(201).StateVector.ToArray());
            Assert.Equal(_anna.Text(Item).ToString(), Assert.Single(_section.Session.Items()).Text);
        }
    }

    [Fact]
    public void Rest_WhileSomethingWaitsForTheDisk_LosesNothing()
    {
        _anna.Text(Item).Insert(0, "x");
        _section.Handle(_anna.Pushes.Dequeue());

        _section.Session.Rest();

        Assert.Single(_section.Flush().OfType<SectionEffect.Acknowledge>());
        Assert.Equal("xIk ben bang", Assert.Single(_section.Session.Items()).Text);
    }

    [Fact]
    public void LastSnapshot_IsThereWhenSomethingWasWrittenSinceTheLast_AndHoldsIt()
    {
        var last = _section.Session.LastSnapshot();

        Assert.NotNull(last);
        var again = new SectionSession(TestSection.Id, TestSection.Live("p-anna"), 9);
        again.Restore(last.Seq, SectionSnapshot.Read(last.Payload, SectionSnapshot.Version));
        Assert.Equal("Ik ben bang", Assert.Single(again.Items()).Text);
        Assert.Null(again.LastSnapshot());
    }

    [Fact]
    public void LastSnapshot_WhileSomethingWaitsForTheDisk_IsNotTaken()
    {
        _anna.Text(Item).Insert(0, "x");
        _section.Handle(_anna.Pushes.Dequeue());

        Assert.Null(_section.Session.LastSnapshot());
    }

    [Fact]
    public void Push_BeyondTheSizeOfADocument_IsRefusedAlsoWhenTheTextIsTakenAwayEachTime()
    {
        var section = new SectionSession(TestSection.Id, TestSection.Live("p-anna"), 9, new SectionCaps { DocumentBytes = 2_000 });
        var anna = new TestClient("p-anna", 100);
        section.Handle(anna.Opening());
        anna.MakeItem(Item);
        var codes = new List<string>();
        for (var ticket = 0; ticket < 400 && codes.Count == 0; ticket++)
        {
            while (anna.Pushes.TryDequeue(out var push))
            {
                codes.AddRange(section.Handle(push).OfType<SectionEffect.Refuse>().Select(r => r.Refusal.Code));
            }

            // Every second letter is deleted, so that the rest cannot be kept together.
            anna.Text(Item).Insert(anna.Text(Item).Length, "xy");
            anna.Text(Item).Delete(anna.Text(Item).Length - 1, 1);
        }

        Assert.Contains("section.too-large", codes);
    }

    private SectionOpened Opened(ulong client) =>
        _section.Handle(new TestClient("p-bram", client).Opening()).OfType<SectionEffect.Opened>().Single().Reply;
}
