using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>Bytes, one unit (Yjs: <c>structs/ContentBinary.js</c>).</summary>
internal sealed class ContentBinary(byte[] bytes) : Content
{
    public const byte Number = 3;

    public override byte Ref => Number;

    public byte[] Bytes => bytes;

    public override Content Copy(Doc doc) => new ContentBinary(bytes);

    public override void Write(UpdateEncoder encoder, int offset, int length) => encoder.Rest.WriteVarBytes(bytes);

    public override object? ValueAt(int index) => bytes;
}

/// <summary>A value inside a text, one unit (Yjs: <c>structs/ContentEmbed.js</c>).</summary>
internal sealed class ContentEmbed(object? embed) : Content
{
    public const byte Number = 5;

    public override byte Ref => Number;

    public object? Embed => embed;

    public override Content Copy(Doc doc) => new ContentEmbed(embed);

    public override void Write(UpdateEncoder encoder, int offset, int length) => encoder.WriteJson(embed);

    public override object? ValueAt(int index) => embed;
}

/// <summary>From here on the text carries an attribute, one unit that does not count (Yjs: <c>structs/ContentFormat.js</c>).</summary>
internal sealed class ContentFormat(string key, object? value) : Content
{
    public const byte Number = 6;

    public override byte Ref => Number;

    public override bool Countable => false;

    public string Key => key;

    public object? Value => value;

    public override Content Copy(Doc doc) => new ContentFormat(key, value);

    public override void Integrate(Transaction transaction, Item item) => item.Parent!.NoteFormatting();

    public override void Write(UpdateEncoder encoder, int offset, int length)
    {
        encoder.WriteKey(key);
        encoder.WriteJson(value);
    }
}
