using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

/// <summary>A sub-document, one unit (Yjs: <c>structs/ContentDoc.js</c>).</summary>
internal sealed class ContentDoc : Content
{
    public const byte Number = 9;
    private readonly YObject _options;

    public ContentDoc(Doc doc)
    {
        Doc = doc;
        _options = [];
        if (!doc.Gc)
        {
            _options.Set("gc", false);
        }
        if (doc.AutoLoad)
        {
            _options.Set("autoLoad", true);
        }
        if (doc.Meta is not null)
        {
            _options.Set("meta", doc.Meta);
        }
    }

    public override byte Ref => Number;

    public Doc Doc { get; private set; }

    public override Content Copy(Doc doc) => new ContentDoc(Create(Doc.Guid, _options, null));

    public override void Integrate(Transaction transaction, Item item)
    {
        Doc.Item = item;
        transaction.NoteSubdocAdded(Doc);
    }

    public override void Delete(Transaction transaction) => transaction.NoteSubdocRemoved(Doc);

    public override void Write(UpdateEncoder encoder, int offset, int length)
    {
        encoder.WriteString(Doc.Guid);
        Any.Write(encoder.Rest, _options);
    }

    public override object? ValueAt(int index) => Doc;

    public static ContentDoc Read<TDecoder>(ref TDecoder decoder)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        var guid = decoder.ReadString();
        var options = decoder.ReadAny() as YObject ?? throw new MalformedUpdateException("sub-document without options");
        return new(Create(guid, options, null));
    }

    /// <summary>Puts a fresh replica, not loaded, in the place of a destroyed one.</summary>
    public Doc Renew()
    {
        var item = Doc.Item;
        Doc = Create(Doc.Guid, _options, false);
        Doc.Item = item;
        return Doc;
    }

    private static Doc Create(string guid, YObject options, bool? shouldLoad)
    {
        var autoLoad = options["autoLoad"] is true;
        return new(0, new DocOptions
        {
            Guid = guid,
            Gc = options["gc"] is not false,
            AutoLoad = autoLoad,
            ShouldLoad = shouldLoad ?? autoLoad,
            Meta = options["meta"] is Undefined ? null : options["meta"],
        });
    }
}
