using RoundTable.Grains.Feed;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests.Feed;

public class StreamNewsTests
{
    [Fact]
    public void News_WithoutOtherServers_IsNeverMissed()
    {
        var news = new StreamNews(new SharedFeed(null));
        Assert.False(news.IsShared);
        Assert.False(news.IsDeaf);
    }

    [Fact]
    public async Task News_UntilItListensAndAfterItBroke_IsDeaf()
    {
        await using var bus = new TestBus();
        var news = new StreamNews(new SharedFeed(await bus.StartAsync()));
        Assert.True(news.IsDeaf);
        news.Take(new FeedNotice(MayHaveMissed: true, []));
        Assert.False(news.IsDeaf);
        news.Take(new FeedNotice(MayHaveMissed: true, []) { Listening = false });
        Assert.True(news.IsDeaf);
    }
}
