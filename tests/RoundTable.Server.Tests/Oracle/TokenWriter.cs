namespace RoundTable.Server.Tests.Oracle;

/// <summary>
/// Somebody who writes numbered tokens into an own item and keeps the copy of the section when the server goes, as the web
/// client does: back again, the writer takes what is missed and pushes what the server misses. Now and then it pushes
/// something that no server may take.
/// </summary>
/// <param name="fleet">The servers.</param>
/// <param name="pen">What it writes.</param>
/// <param name="chance">At which server it writes.</param>
internal abstract class TokenWriter(Fleet fleet, TokenPen pen, Random chance)
{
    protected const int InFlight = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private volatile bool _resting;

    public TokenPen Pen => pen;

    protected bool IsResting => _resting;

    /// <summary>Types no more; goes on until all of it is acknowledged.</summary>
    public void Rest() => _resting = true;

    /// <summary>Writes until it rests and all is acknowledged.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            try
            {
                if (await SitAsync(fleet.Addresses[chance.Next(fleet.Addresses.Count)]))
                    return;
            }
            catch (Exception e) when (Gone.Is(e))
            {
                // It goes on at another.
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Writes at one server. True when all is written and acknowledged; false when the connection is gone.</summary>
    protected abstract Task<bool> SitAsync(Uri address);
}
