namespace RoundTable.Yjs.Tests;

public class XmlNodeNameTests
{
    [Theory]
    [InlineData("Heading", "heading")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΣΑΣ.Α", "σασ.α")]
    [InlineData("Σ", "σ")]
    [InlineData("İX", "i\u0307x")]
    [InlineData("\U00010400Σ", "\U00010428ς")]
    public void ToString_NodeName_IsInLowerCaseAsInJavaScript(string name, string lower)
    {
        var fragment = new Doc(1).GetXmlFragment("xml");
        fragment.Insert(0, [new YXmlElement(name)]);

        Assert.Equal($"<{lower}></{lower}>", fragment.ToString());
    }
}
