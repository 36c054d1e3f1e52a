using System.Reflection.Emit;

namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>Walks over compiled instructions, so that no operand is taken for one of them.</summary>
internal static class Instructions
{
    public const byte Call = 0x28;
    public const byte CallVirtual = 0x6F;
    public const byte Pop = 0x26;
    public const byte Return = 0x2A;
    public const int CallLength = 5;
    private const byte Prefix = 0xFE;
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    /// <summary>Where the calls are, in order.</summary>
    public static IEnumerable<int> Calls(byte[] image, int start, int length)
    {
        for (var at = start; at < start + length;)
        {
            if (image[at] is Call or CallVirtual)
                yield return at;
            var wide = image[at] == Prefix;
            var code = wide ? (Prefix << 8) | image[at + 1] : image[at];
            at += wide ? 2 : 1;
            at += SizeOf(Operands[code], image, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] image, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(image, at)),
        _ => 4,
    };
}
