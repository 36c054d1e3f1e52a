using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>A nested shared type, one unit (Yjs: <c>structs/ContentType.js</c>).</summary>
internal sealed class ContentType(YType type) : Content
{
    public const byte Number = 7;

    public override byte Ref => Number;

    public YType Type => type;

    public override Content Copy(Doc doc) => new ContentType(type.CopyEmpty());

    public override void Integrate(Transaction transaction, Item item) => type.Integrate(transaction.Doc, item);

    public override void Write(UpdateEncoder encoder, int offset, int length) => type.Write(encoder);

    public override object? ValueAt(int index) => type;

    public static ContentType Read<TDecoder>(ref TDecoder decoder)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
        => new(decoder.ReadTypeRef() switch
        {
            0 => new YArray(),
            1 => new YMap(),
            2 => new YText(),
            3 => new YXmlElement(decoder.ReadKey()),
            4 => new YXmlFragment(),
            5 => new YXmlHook(decoder.ReadKey()),
            6 => new YXmlText(),
            _ => throw new MalformedUpdateException("unknown type"),
        });
}
