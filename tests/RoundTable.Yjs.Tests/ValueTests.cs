using System.Numerics;
using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1e+21")]
    [InlineData(123456789012345680000d, "123456789012345680000")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.5e-10, "1.5e-10")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(-0.0, "0")]
    [InlineData(100, "100")]
    [InlineData(-12.25, "-12.25")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(9007199254740991, "9007199254740991")]
    public void Number_AsJavaScriptWritesIt(double number, string text) => Assert.Equal(text, JsonText.Number(number));

    [Fact]
    public void Stringify_ControlCharactersAndLoneSurrogates_Escaped()
    {
        Assert.Equal("\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\u2028\\ud800\U0001F600\"", JsonText.Stringify("\"\\/\b\t\n\f\r\u0001\u2028\ud800\U0001F600"));
    }

    [Fact]
    public void Parse_OfStringify_GivesTheSameBack()
    {
        object?[] value = [null, true, "a\"\n", -1.5, new YObject { { "b", 1.0 }, { "2", "two" }, { "1", new object?[] { 3.0 } } }];
        var text = JsonText.Stringify(value);
        Assert.Equal("""[null,true,"a\"\n",-1.5,{"1":[3],"2":"two","b":1}]""", text);
        Assert.True(Values.DeepEquals(value, JsonText.Parse(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1,]")]
    [InlineData("{\"a\"}")]
    [InlineData("01")]
    [InlineData("\"\t\"")]
    [InlineData("nul")]
    [InlineData("1 2")]
    [InlineData("\"\\x\"")]
    [InlineData("+1")]
    public void Parse_NoJson_Malformed(string text) => Assert.Throws<MalformedUpdateException>(() => JsonText.Parse(text));

    [Fact]
    public void Any_EveryKindOfValue_WrittenAsRead()
    {
        object?[] values = [null, Undefined.Value, true, false, 0.0, -0.0, 2147483647.0, 2147483648.0, 0.5, 0.1, double.NaN, double.NegativeInfinity, new BigInteger(long.MinValue), "text", new byte[] { 1, 2 }];
        var output = new ByteWriter();
        Any.Write(output, values);
        var input = new ByteReader(output.Written);
        var again = new ByteWriter();
        Any.Write(again, Any.Read(ref input));
        Assert.Equal(Convert.ToHexString(output.Written), Convert.ToHexString(again.Written));
    }

    [Fact]
    public void Normalize_WhatHasNoPlace_Refused()
    {
        Assert.Throws<ArgumentException>(static () => Values.Normalize(new object()));
        Assert.Throws<ArgumentException>(static () => Values.Normalize(new object?[] { new YText() }));
        Assert.Throws<ArgumentException>(static () => new Doc(1).GetArray("a").Insert(0, new BigInteger(1)));
    }

    [Fact]
    public void YObject_IntegerLikeKeys_FirstAndAscending()
    {
        var members = new YObject { { "b", 1 }, { "10", 2 }, { "2", 3 }, { "01", 4 }, { "a", 5 } };
        Assert.Equal(["2", "10", "b", "01", "a"], members.Select(static member => member.Key));
    }
}
