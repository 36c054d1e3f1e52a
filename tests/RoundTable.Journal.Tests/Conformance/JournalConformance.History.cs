namespace RoundTable.Journal.Tests;

public abstract partial class JournalConformance
{
    private static readonly string[] Few = ["a", "b", "c"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20260302)]
    public async Task History_RandomWritesAndReopenings_MatchesTheModel(int seed)
    {
        var random = new Random(seed);
        var model = new JournalModel();
        for (var step = 0; step < 150; step++)
        {
            var appends = Enumerable.Range(0, random.Next(1, 4)).Select(i => RandomAppend(random, model, $"{step}.{i}")).ToList();
            await AppendToBothAsync(model, appends, $"seed {seed}, step {step}");
            if (random.Next(40) == 0)
            {
                await ReopenAsync();
            }
        }

        await AssertMatchesAsync(model, $"seed {seed}");
    }

    private static T PickOne<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static List<T> PickSome<T>(Random random, Func<T> one) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => one())];

    private Append RandomAppend(Random random, JournalModel model, string text)
    {
        var stream = new StreamId($"plan/{PickOne(random, Few)}");
        IndexRow Row() => new("i", PickOne(random, Few), PickOne(random, Few));
        return Notes(stream, [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => $"{text}.{i}")]) with
        {
            ExpectedHead = random.Next(3) switch { 0 => model.HeadOf(stream), 1 => random.Next(20), _ => null },
            AddIndex = PickSome(random, Row),
            RemoveIndex = PickSome(random, Row),
            Schedule = PickSome(random, () => new DueWork("mail", PickOne(random, Few), Time.GetUtcNow().AddMinutes(random.Next(100)), default)),
            Cancel = PickSome(random, () => ("mail", PickOne(random, Few))),
        };
    }

    private async Task AppendToBothAsync(JournalModel model, List<Append> appends, string where)
    {
        var accepted = model.Accepts(appends);
        try
        {
            var answers = await Journal.AppendAllAsync(appends, Cancel);
            Assert.True(accepted, $"accepted against the model, {where}");
            foreach (var (append, answer) in appends.Zip(answers))
            {
                model.Apply(append);
                Assert.Equal(new Appended(model.HeadOf(append.Stream) - append.Records.Count + 1, model.HeadOf(append.Stream)), answer);
            }
        }
        catch (WrongExpectedHeadException)
        {
            Assert.False(accepted, $"refused against the model, {where}");
        }
    }

    private async Task AssertMatchesAsync(JournalModel model, string where)
    {
        foreach (var (stream, texts) in model.Streams)
        {
            Assert.Equal(texts, await ReadTextsAsync(stream));
            Assert.True((await Journal.VerifyAsync(stream, Cancel)).Intact, where);
        }

        foreach (var key in Few)
        {
            Assert.Equal(
                model.Rows.Where(r => r.Key == key).Select(r => r.Value).Order(StringComparer.Ordinal),
                await Journal.FindAsync("i", key, Cancel));
        }

        var due = await Journal.TakeDueAsync("mail", Time.GetUtcNow().AddDays(1), Lease, 100, Cancel);
        Assert.Equal(model.Due.OrderBy(d => d.Value).ThenBy(d => d.Key), due.Select(d => KeyValuePair.Create(d.Work.Key, d.Work.DueAt)));
    }
}
