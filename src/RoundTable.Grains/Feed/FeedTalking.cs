using Microsoft.Extensions.Hosting;
using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>Says what this server has to say to the others, as long as the process lives, and notices who is no longer heard.</summary>
public sealed class FeedTalking : BackgroundService
{
    private static readonly TimeSpan PauseWhenAway = TimeSpan.FromSeconds(1);
    private readonly SharedFeed _shared;
    private readonly ServerTalk _talk;
    private readonly ServerTalkOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates it; the host starts it.</summary>
    public FeedTalking(SharedFeed shared, ServerTalk talk, ServerTalkOptions options, TimeProvider time)
    {
        _shared = shared;
        _talk = talk;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_shared.Feed is not { } feed)
            return;
        await using var beat = _time.CreateTimer(talk => ((ServerTalk)talk!).Wake(), _talk, TimeSpan.Zero, _options.Beat);
        try
        {
            while (true)
            {
                await _talk.WaitAsync(stoppingToken).ConfigureAwait(false);
                if (!await TryTellAsync(feed, _talk.TakeMessages(feed.MaxMessageBytes), stoppingToken).ConfigureAwait(false))
                {
                    _talk.NotSaid();
                    await Task.Delay(PauseWhenAway, _time, stoppingToken).ConfigureAwait(false);
                }

                _talk.Expire();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryTellAsync(feed, [TalkText.Quit], default).ConfigureAwait(false);
        }
    }

    private static async Task<bool> TryTellAsync(IJournalFeed feed, IReadOnlyList<string> messages, CancellationToken ct)
    {
        try
        {
            await feed.TellAsync(messages, ct).ConfigureAwait(false);
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }
}
