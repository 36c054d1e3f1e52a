namespace RoundTable.Minutes.Tests;

public class NeutralMailTests
{
    private static readonly Uri Link = new("https://rondetafel.example/in#abc123");

    [Fact]
    public void NeutralMail_OfAnyKind_SaysNothingButThatThereIsAMessage() =>
        Assert.All([NeutralMail.ForMinutes(Link), NeutralMail.ForInvitation(Link), NeutralMail.ForReminder(Link), NeutralMail.ForAlert(Link), NeutralMail.ForCalendar(Link)], AssertNeutral);

    private static void AssertNeutral(NeutralMail mail)
    {
        Assert.Equal("Er staat een bericht voor u klaar", mail.Subject);
        Assert.Contains("\n\nhttps://rondetafel.example/in#abc123\n\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', mail.Text);
        string[] telling = ["verslag", "overleg", "gezin", "kind", "veilig", "regisseur", "afspra", "plan", "cijfer", "gemeente"];
        Assert.DoesNotContain(telling, w => mail.Text.Contains(w, StringComparison.OrdinalIgnoreCase));
        Assert.All(mail.Text.Split(['.', '?', '\n']), s => Assert.InRange(s.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 0, 12));
    }

    [Theory]
    [InlineData("/in#abc", UriKind.Relative)]
    [InlineData("javascript:alert(1)", UriKind.Absolute)]
    [InlineData("mailto:iemand@example.org", UriKind.Absolute)]
    public void NeutralMail_NoWebAddress_IsNotMade(string link, UriKind kind) =>
        Assert.Throws<ArgumentException>(() => NeutralMail.ForMinutes(new Uri(link, kind)));
}
