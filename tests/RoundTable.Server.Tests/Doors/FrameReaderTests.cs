using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Tests.Doors;

public class FrameReaderTests
{
    [Theory]
    [InlineData(0UL)]
    [InlineData(127UL)]
    [InlineData(128UL)]
    [InlineData((1UL << 53) - 1)]
    public void Number_IsReadAsItWasWritten(ulong number) => Assert.Equal(number, new FrameReader(new FrameWriter().Number(number).Done()).Number());

    [Theory]
    [InlineData("80")]
    [InlineData("ffffffffffffff1f")]
    [InlineData("ffffffffffffffffff01")]
    public void Number_WithoutEndOrBeyond53Bits_IsMalformed(string hex) =>
        Assert.Throws<MalformedFrameException>(() => new FrameReader(Convert.FromHexString(hex)).Number());

    [Theory]
    [InlineData("05616263")]
    [InlineData("ffffffff0f61")]
    public void Bytes_LongerThanTheFrame_AreMalformed(string hex) =>
        Assert.Throws<MalformedFrameException>(() => new FrameReader(Convert.FromHexString(hex)).Bytes());

    [Fact]
    public void Text_ThatIsNoUtf8OrTooLong_IsMalformed()
    {
        Assert.Throws<MalformedFrameException>(() => new FrameReader(new byte[] { 2, 0xC0, 0x80 }).Text(10));
        Assert.Throws<MalformedFrameException>(() => new FrameReader(new FrameWriter().Text("abc").Done()).Text(2));
    }
}
