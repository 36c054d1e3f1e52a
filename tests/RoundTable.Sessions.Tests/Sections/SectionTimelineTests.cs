using RoundTable.Domain.Plans;
using RoundTable.Sessions.Sections;
using RoundTable.Sessions.Sections.History;

namespace RoundTable.Sessions.Tests.Sections;

public class SectionTimelineTests
{
    private const string Item = TestClient.ItemA;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private readonly List<PastRecord> _records = [];
    private readonly Dictionary<string, TestClient> _people = new() { ["p-anna"] = new("p-anna", 100), ["p-bram"] = new("p-bram", 200) };

    [Fact]
    public void Steps_WithoutAPause_AreOneOfBothPeople()
    {
        Make("p-anna", 0, "bang");
        Type("p-bram", 20, "heel ");
        Type("p-anna", 40, "ik ben ");

        var step = Assert.Single(Read());

        Assert.Equal((3L, Start, Start.AddSeconds(40)), (step.Seq, step.From, step.Until));
        var version = Assert.Single(step.Items);
        Assert.Equal("ik ben heel bang", version.Item.Text);
        Assert.Equal(["p-anna", "p-bram"], version.By.Select(p => p.Value));
        Assert.Equal("p-anna", version.Item.Author?.Value);
    }

    [Fact]
    public void Steps_AfterAPause_AreSeveral()
    {
        Make("p-anna", 0, "bang");
        Type("p-bram", 61, "heel ");

        Assert.Equal(["bang", "heel bang"], Read().Select(s => Assert.Single(s.Items).Item.Text));
    }

    [Fact]
    public void Steps_OfTypingThatGoesOn_EndAfterTheLongest()
    {
        Make("p-anna", 0, "");
        for (var second = 30; second <= 600; second += 30)
            Type("p-anna", second, "x");

        var steps = Read();

        Assert.All(steps, s => Assert.True(s.Until - s.From <= SectionTimeline.Longest));
        Assert.Equal([10, 20], steps.Take(2).Select(s => Assert.Single(s.Items).Item.Text.Length));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(15)]
    public void Steps_AtAMark_EndThere(int markedAt)
    {
        Make("p-anna", 0, "bang");
        Type("p-anna", 10, "heel ");
        Type("p-anna", 20, "ik ben ");

        Assert.Equal(
            ["heel bang", "ik ben heel bang"],
            Read([Start.AddSeconds(markedAt)]).Select(s => Assert.Single(s.Items).Item.Text));
    }

    [Fact]
    public void Steps_MoreThanAreKept_AreTheLast()
    {
        Make("p-anna", 0, "");
        for (var minute = 2; minute < 12; minute += 2)
            Type("p-anna", minute * 60, "x");

        var timeline = new SectionTimeline([], new HashSet<long>(), _ => true, s => s, 2);
        _records.ForEach(timeline.Add);

        Assert.Equal([5L, 6L], timeline.Finish().Select(s => s.Seq));
        Assert.True(timeline.HasEarlier);
    }

    [Fact]
    public void Past_UpToARecord_IsHowItStood()
    {
        Make("p-anna", 0, "bang");
        Type("p-bram", 20, "heel ");
        var past = new SectionPast(_ => true);
        past.Add(_records[0]);

        Assert.Equal("bang", Assert.Single(past.Items()).Text);
        past.Add(_records[1]);
        Assert.Equal("heel bang", Assert.Single(past.Items()).Text);
        Assert.Equal((2L, Start.AddSeconds(20)), (past.Seq, past.At));
    }

    [Fact]
    public void Steps_WithATextThatTheyMayNotRead_AreWithoutItAndWhatIsLeftOfThemIsTold()
    {
        Make("p-anna", 0, "bang");
        Type("p-bram", 61, "heel ");
        Type("p-anna", 122, "ik ben ");

        var steps = Read(then => then.Text != "heel bang");
        var past = new SectionPast(then => then.Text != "heel bang" || then.Writers.Count != 2);
        _records.Take(2).ToList().ForEach(past.Add);

        Assert.Equal(["bang", "ik ben heel bang"], steps.Select(s => Assert.Single(s.Items).Item.Text));
        Assert.Empty(past.Items());
        Assert.Equal([Item], past.KeptBack().Select(id => id.Value));
    }

    private IReadOnlyList<PastStep> Read(params DateTimeOffset[] marks) => Read(null, marks);

    private IReadOnlyList<PastStep> Read(Func<StandingItem, bool>? isShown, params DateTimeOffset[] marks)
    {
        var timeline = new SectionTimeline(marks, new HashSet<long>(), isShown ?? (_ => true), s => s, 100);
        _records.ForEach(timeline.Add);
        return timeline.Finish();
    }

    private void Make(string person, int second, string text)
    {
        _people[person].MakeItem(Item, text);
        Record(person, second);
    }

    private void Type(string person, int second, string text)
    {
        _people[person].Text(Item).Insert(0, text);
        Record(person, second);
    }

    private void Record(string person, int second)
    {
        var update = _people[person].Pushes.Dequeue().Update;
        foreach (var other in _people.Values.Where(p => p != _people[person]))
            other.Doc.ApplyUpdate(update.Span);
        _records.Add(new PastRecord(Start.AddSeconds(second), new SectionRecord(_records.Count + 1, SectionRecord.Pushed, person, update)));
    }
}
