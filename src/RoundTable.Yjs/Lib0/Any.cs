using System.Numerics;

namespace RoundTable.Yjs.Lib0;

/// <summary>lib0's self-describing values: a tag byte, then the payload (lib0: <c>writeAny</c>, <c>readAny</c>).</summary>
internal static class Any
{
    private const byte TagUndefined = 127;
    private const byte TagNull = 126;
    private const byte TagInteger = 125;
    private const byte TagFloat32 = 124;
    private const byte TagFloat64 = 123;
    private const byte TagBigInt = 122;
    private const byte TagFalse = 121;
    private const byte TagTrue = 120;
    private const byte TagString = 119;
    private const byte TagObject = 118;
    private const byte TagArray = 117;
    private const byte TagBytes = 116;
    private static readonly object True = true;
    private static readonly object False = false;

    public static void Write(ByteWriter output, object? value)
    {
        switch (value)
        {
            case null:
                output.WriteUInt8(TagNull);
                break;
            case string text:
                output.WriteUInt8(TagString);
                output.WriteVarString(text);
                break;
            case double number:
                WriteNumber(output, number);
                break;
            case bool flag:
                output.WriteUInt8(flag ? TagTrue : TagFalse);
                break;
            case BigInteger big:
                output.WriteUInt8(TagBigInt);
                output.WriteInt64((long)(ulong)(big & ulong.MaxValue));
                break;
            case byte[] bytes:
                output.WriteUInt8(TagBytes);
                output.WriteVarBytes(bytes);
                break;
            case object?[] list:
                WriteList(output, list);
                break;
            case YObject members:
                WriteObject(output, members);
                break;
            default:
                output.WriteUInt8(TagUndefined);
                break;
        }
    }

    private static void WriteList(ByteWriter output, object?[] list)
    {
        output.WriteUInt8(TagArray);
        output.WriteVarUint((ulong)list.Length);
        foreach (var element in list)
        {
            Write(output, element);
        }
    }

    private static void WriteObject(ByteWriter output, YObject members)
    {
        output.WriteUInt8(TagObject);
        output.WriteVarUint((ulong)members.Count);
        foreach (var (key, value) in members.Members)
        {
            output.WriteVarString(key);
            Write(output, value);
        }
    }

    /// <summary>The one rule for numbers: integer up to 31 bits, else float32 when exact, else float64.</summary>
    private static void WriteNumber(ByteWriter output, double number)
    {
        if (Math.Abs(number) <= int.MaxValue && Math.Floor(number) == number)
        {
            output.WriteUInt8(TagInteger);
            output.WriteVarInt((ulong)Math.Abs(number), double.IsNegative(number));
        }
        else if ((float)number == number)
        {
            output.WriteUInt8(TagFloat32);
            output.WriteFloat32((float)number);
        }
        else
        {
            output.WriteUInt8(TagFloat64);
            output.WriteFloat64(double.IsNaN(number) ? BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000) : number);
        }
    }

    public static object? Read(ref ByteReader input, int depth = 0)
    {
        switch (input.ReadUInt8())
        {
            case TagUndefined:
                return Undefined.Value;
            case TagNull:
                return null;
            case TagInteger:
                var integer = input.ReadVarInt(out var negative);
                return integer == 0 && negative ? -0.0 : (double)integer;
            case TagFloat32:
                return (double)input.ReadFloat32();
            case TagFloat64:
                return input.ReadFloat64();
            case TagBigInt:
                return new BigInteger(input.ReadInt64());
            case TagFalse:
                return False;
            case TagTrue:
                return True;
            case TagString:
                return input.ReadVarString();
            case TagObject:
                return ReadObject(ref input, depth + 1);
            case TagArray:
                return ReadList(ref input, depth + 1);
            case TagBytes:
                return input.ReadVarBytes().ToArray();
            default:
                throw new MalformedUpdateException("unknown value tag");
        }
    }

    /// <summary>Steps over a value, checking it as <see cref="Read"/> does.</summary>
    public static void Skip(ref ByteReader input, int depth = 0)
    {
        switch (input.ReadUInt8())
        {
            case TagUndefined or TagNull or TagFalse or TagTrue:
                break;
            case TagInteger:
                input.ReadVarInt(out _);
                break;
            case TagFloat32:
                input.ReadBytes(4);
                break;
            case TagFloat64 or TagBigInt:
                input.ReadBytes(8);
                break;
            case TagString:
                SkipString(ref input);
                break;
            case TagBytes:
                input.ReadVarBytes();
                break;
            case TagObject:
                CheckDepth(depth + 1);
                for (var left = input.ReadCount(2); left > 0; left--)
                {
                    SkipString(ref input);
                    Skip(ref input, depth + 1);
                }
                break;
            case TagArray:
                CheckDepth(depth + 1);
                for (var left = input.ReadCount(1); left > 0; left--)
                {
                    Skip(ref input, depth + 1);
                }
                break;
            default:
                throw new MalformedUpdateException("unknown value tag");
        }
    }

    private static void SkipString(ref ByteReader input)
    {
        if (!System.Text.Unicode.Utf8.IsValid(input.ReadVarBytes()))
        {
            MalformedUpdateException.Throw("invalid UTF-8");
        }
    }

    private static YObject ReadObject(ref ByteReader input, int depth)
    {
        CheckDepth(depth);
        var count = input.ReadCount(2);
        var members = new YObject();
        for (var i = 0; i < count; i++)
        {
            var key = input.ReadVarString();
            members.Set(key, Read(ref input, depth));
        }
        return members;
    }

    private static object?[] ReadList(ref ByteReader input, int depth)
    {
        CheckDepth(depth);
        var list = new object?[input.ReadCount(1)];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = Read(ref input, depth);
        }
        return list;
    }

    private static void CheckDepth(int depth)
    {
        if (depth > Limits.ValueDepth)
        {
            MalformedUpdateException.Throw("value nests too deep");
        }
    }
}
