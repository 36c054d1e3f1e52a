using System.Globalization;
using System.Text;

namespace RoundTable.Yjs.Lib0;

/// <summary>Strict JSON reading into document values; lone surrogates in escapes are kept, as JavaScript does.</summary>
internal static partial class JsonText
{
    /// <exception cref="MalformedUpdateException">Not JSON, or nested deeper than <see cref="Limits.ValueDepth"/>.</exception>
    public static object? Parse(ReadOnlySpan<char> text)
    {
        var parser = new Parser(text);
        var value = parser.Value(0);
        parser.End();
        return value;
    }

    private ref struct Parser(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _at;

        public object? Value(int depth)
        {
            if (depth > Limits.ValueDepth)
            {
                MalformedUpdateException.Throw("value nests too deep");
            }
            Space();
            switch (Peek())
            {
                case '{':
                    return Object(depth);
                case '[':
                    return List(depth);
                case '"':
                    return String();
                case 't':
                    return Word("true", true);
                case 'f':
                    return Word("false", false);
                case 'n':
                    return Word("null", null);
                default:
                    return Number();
            }
        }

        public void End()
        {
            Space();
            if (_at != _text.Length)
            {
                Fail();
            }
        }

        private YObject Object(int depth)
        {
            var members = new YObject();
            _at++;
            Space();
            if (Peek() == '}')
            {
                _at++;
                return members;
            }
            while (true)
            {
                Space();
                if (Peek() != '"')
                {
                    Fail();
                }
                var key = String();
                Space();
                Expect(':');
                members.Set(key, Value(depth + 1));
                Space();
                if (Peek() == '}')
                {
                    _at++;
                    return members;
                }
                Expect(',');
            }
        }

        private object?[] List(int depth)
        {
            _at++;
            Space();
            if (Peek() == ']')
            {
                _at++;
                return [];
            }
            var list = new List<object?>();
            while (true)
            {
                list.Add(Value(depth + 1));
                Space();
                if (Peek() == ']')
                {
                    _at++;
                    return [.. list];
                }
                Expect(',');
            }
        }

        private string String()
        {
            var start = ++_at;
            while (Peek() is not '"' and not '\\')
            {
                if (_text[_at++] < ' ')
                {
                    Fail();
                }
            }
            if (Peek() == '"')
            {
                return _text[start.._at++].ToString();
            }
            var builder = new StringBuilder().Append(_text[start.._at]);
            while (Peek() != '"')
            {
                var c = _text[_at++];
                if (c < ' ')
                {
                    Fail();
                }
                builder.Append(c == '\\' ? Escape() : c);
            }
            _at++;
            return builder.ToString();
        }

        private char Escape()
        {
            var c = Peek();
            _at++;
            switch (c)
            {
                case '"' or '\\' or '/':
                    return c;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'u' when _text.Length - _at >= 4
                    && ushort.TryParse(_text.Slice(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    _at += 4;
                    return (char)unit;
                default:
                    Fail();
                    return c;
            }
        }

        private object Number()
        {
            var start = _at;
            Skip('-');
            if (!Skip('0'))
            {
                Digits();
            }
            if (Skip('.'))
            {
                Digits();
            }
            if (_at < _text.Length && _text[_at] is 'e' or 'E')
            {
                _at++;
                if (!Skip('+'))
                {
                    Skip('-');
                }
                Digits();
            }
            return double.Parse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        private void Digits()
        {
            var start = _at;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            {
                _at++;
            }
            if (start == _at)
            {
                Fail();
            }
        }

        private object? Word(string word, object? value)
        {
            if (!_text[_at..].StartsWith(word))
            {
                Fail();
            }
            _at += word.Length;
            return value;
        }

        private readonly char Peek()
        {
            if (_at >= _text.Length)
            {
                Fail();
            }
            return _text[_at];
        }

        private bool Skip(char c)
        {
            if (_at >= _text.Length || _text[_at] != c)
            {
                return false;
            }
            _at++;
            return true;
        }

        private void Expect(char c)
        {
            if (!Skip(c))
            {
                Fail();
            }
        }

        private void Space()
        {
            while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
            {
                _at++;
            }
        }

        private static void Fail() => MalformedUpdateException.Throw("invalid JSON");
    }
}
