using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoundTable.Grains.Feed;

/// <summary>Listens to the journal as long as the process lives, if other servers share it.</summary>
public sealed partial class FeedReading : BackgroundService
{
    private readonly SharedFeed _shared;
    private readonly StreamNews _news;
    private readonly ServerTalk _talk;
    private readonly ILogger<FeedReading> _logger;

    /// <summary>Creates the reading; the host starts it.</summary>
    public FeedReading(SharedFeed shared, StreamNews news, ServerTalk talk, ILogger<FeedReading> logger)
    {
        _shared = shared;
        _news = news;
        _talk = talk;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_shared.Feed is not { } feed)
            return;
        try
        {
            var listened = true;
            await foreach (var notice in feed.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                _news.Take(notice);
                _talk.Take(notice);
                if (!notice.Listening && listened)
                    LogDeaf();
                else if (notice.Listening && notice.MayHaveMissed)
                    LogListening();
                listened = notice.Listening;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // Events 2300 to 2399.
    [LoggerMessage(2300, LogLevel.Information, "Listening to what other servers write.")]
    private partial void LogListening();

    [LoggerMessage(2301, LogLevel.Warning, "The connection to the news of other servers is broken; until it is back every question is answered from the journal.")]
    private partial void LogDeaf();
}
