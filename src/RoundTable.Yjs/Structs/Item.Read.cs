using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

internal sealed partial class Item
{
    /// <summary>Reads the item that an info byte announced; ids that could never be satisfied are malformed.</summary>
    public static Item Read<TDecoder>(ref TDecoder decoder, byte info, ulong client, long clock)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        var origin = (info & HasOrigin) != 0 ? decoder.ReadLeftId() : Id.None;
        var rightOrigin = (info & HasRightOrigin) != 0 ? decoder.ReadRightId() : Id.None;
        object? parent = null;
        string? parentSub = null;
        if ((info & (HasOrigin | HasRightOrigin)) == 0)
        {
            parent = decoder.ReadParentInfo() ? decoder.ReadString() : decoder.ReadLeftId();
            parentSub = (info & HasParentSub) != 0 ? decoder.ReadString() : null;
        }
        CheckPast(origin, client, clock);
        CheckPast(rightOrigin, client, clock);
        CheckPast(parent is Id id ? id : Id.None, client, clock);
        var content = ReadContent(ref decoder, info & RefMask, out var length);
        if (length == 0)
        {
            MalformedUpdateException.Throw("empty item");
        }
        return new(client, clock, null, origin, null, rightOrigin, parent, parentSub, content, length);
    }

    private static void CheckPast(Id id, ulong client, long clock)
    {
        if (id.Client == client && id.Clock >= clock)
        {
            MalformedUpdateException.Throw("item refers to its own future");
        }
    }

    private static Content ReadContent<TDecoder>(ref TDecoder decoder, int number, out int length)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        length = 1;
        switch (number)
        {
            case ContentDeleted.Number:
                length = decoder.ReadLength();
                return ContentDeleted.Instance;
            case ContentJson.Number:
                var json = ContentJson.Read(ref decoder);
                length = json.Count;
                return json;
            case ContentBinary.Number:
                return new ContentBinary(decoder.ReadBytes());
            case ContentString.Number:
                var text = decoder.ReadText();
                length = text.Length;
                return text;
            case ContentEmbed.Number:
                return new ContentEmbed(decoder.ReadJson());
            case ContentFormat.Number:
                return new ContentFormat(decoder.ReadKey(), decoder.ReadJson());
            case ContentType.Number:
                return ContentType.Read(ref decoder);
            case ContentAny.Number:
                var any = ContentAny.Read(ref decoder);
                length = any.Items.Length;
                return any;
            case ContentDoc.Number:
                return ContentDoc.Read(ref decoder);
            default:
                throw new MalformedUpdateException("unknown content");
        }
    }
}
