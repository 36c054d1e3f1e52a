namespace RoundTable.Server.Tests.Harness;

/// <summary>Two people who have the same live section open, at one server or each at their own.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(Seat one, Seat other, SectionClient here, SectionClient there)
    {
        One = one;
        Other = other;
        Here = here;
        There = there;
    }

    public Seat One { get; }

    public Seat Other { get; }

    /// <summary>The section of <see cref="One"/>.</summary>
    public SectionClient Here { get; }

    /// <summary>The section of <see cref="Other"/>.</summary>
    public SectionClient There { get; }

    /// <param name="server">Where the first sits.</param>
    /// <param name="elsewhere">Where the other sits. Null: at the same.</param>
    public static async Task<Pair> OpenAsync(TableServer server, TableServer? elsewhere = null)
    {
        var one = await Seat.TakeAsync(server, "Sanae");
        var other = await Seat.TakeAsync(elsewhere ?? server, "Peter");
        var here = one.SectionWith(other);
        var there = other.Section(here.Section);
        await here.OpenAsync();
        await there.OpenAsync();
        return new(one, other, here, there);
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }
}
