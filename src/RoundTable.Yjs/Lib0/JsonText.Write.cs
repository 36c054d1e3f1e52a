using System.Globalization;
using System.Numerics;
using System.Text;

namespace RoundTable.Yjs.Lib0;

/// <summary>JSON text byte for byte as JavaScript's <c>JSON.stringify</c> writes it.</summary>
internal static partial class JsonText
{
    public static string Stringify(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case string s:
                WriteString(text, s);
                break;
            case double number:
                text.Append(double.IsFinite(number) ? Number(number) : "null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case byte[] bytes:
                WriteBytes(text, bytes);
                break;
            case object?[] list:
                WriteList(text, list);
                break;
            case YObject members:
                WriteObject(text, members);
                break;
            case BigInteger:
                throw new ArgumentException("JSON has no big integers", nameof(value));
            default:
                text.Append("null");
                break;
        }
    }

    private static void WriteList(StringBuilder text, object?[] list)
    {
        text.Append('[');
        for (var i = 0; i < list.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }
            Write(text, list[i]);
        }
        text.Append(']');
    }

    private static void WriteObject(StringBuilder text, YObject members)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, value) in members.Members)
        {
            if (value is Undefined)
            {
                continue;
            }
            if (!first)
            {
                text.Append(',');
            }
            first = false;
            WriteString(text, key);
            text.Append(':');
            Write(text, value);
        }
        text.Append('}');
    }

    // A typed array is an object with its indexes as keys to JSON.stringify.
    private static void WriteBytes(StringBuilder text, byte[] bytes)
    {
        text.Append('{');
        for (var i = 0; i < bytes.Length; i++)
        {
            text.Append(i > 0 ? "," : "").Append('"').Append(i).Append("\":").Append(bytes[i]);
        }
        text.Append('}');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c < ' ')
            {
                WriteControl(text, c);
            }
            else if (!char.IsSurrogate(c))
            {
                text.Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                text.Append(c).Append(value[++i]);
            }
            else
            {
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }
        text.Append('"');
    }

    private static void WriteControl(StringBuilder text, char c)
    {
        switch (c)
        {
            case '\b': text.Append("\\b"); break;
            case '\t': text.Append("\\t"); break;
            case '\n': text.Append("\\n"); break;
            case '\f': text.Append("\\f"); break;
            case '\r': text.Append("\\r"); break;
            default: text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)); break;
        }
    }

    /// <summary>A number as JavaScript's <c>String(n)</c> writes it: shortest digits, exponent from 1e21 and below 1e-6.</summary>
    public static string Number(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }
        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0)
        {
            return "0";
        }
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        return (number < 0 ? "-" : "") + Layout(Digits(shortest), Exponent(shortest) + 1);
    }

    private static string Digits(string shortest)
    {
        var mantissa = shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        return mantissa.Length == 0 ? "0" : mantissa;
    }

    /// <summary>The power of ten of the first digit that is not zero.</summary>
    private static int Exponent(string shortest)
    {
        var parts = shortest.Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? parts[0] : parts[0][..point];
        var given = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        if (whole.TrimStart('0').Length > 0)
        {
            return whole.Length - 1 + given;
        }
        var fraction = parts[0][(point + 1)..];
        return given - 1 - (fraction.Length - fraction.TrimStart('0').Length);
    }

    private static string Layout(string digits, int point)
    {
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point ? digits.PadRight(point, '0') : digits[..point] + "." + digits[point..];
        }
        if (point is > -6 and <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }
        var e = point - 1;
        var sign = e < 0 ? "-" : "+";
        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return mantissa + "e" + sign + Math.Abs(e).ToString(CultureInfo.InvariantCulture);
    }
}
