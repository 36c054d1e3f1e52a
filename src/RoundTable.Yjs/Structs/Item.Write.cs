using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs.Structs;

internal sealed partial class Item
{
    private const byte HasOrigin = 0x80;
    private const byte HasRightOrigin = 0x40;
    private const byte HasParentSub = 0x20;
    private const byte RefMask = 0x1F;

    /// <summary>
    /// Writes the units from <paramref name="offset"/> on (Yjs: <c>Item.write</c>).
    /// <code>
    ///   info, origin?, rightOrigin?, (neither: isRoot, rootName | parentId, parentSub?), content
    /// </code>
    /// </summary>
    public override void Write(UpdateEncoder encoder, int offset)
    {
        var origin = offset > 0 ? new Id(Client, Clock + offset - 1) : Origin;
        var info = (byte)((Content.Ref & RefMask)
            | (origin.IsNone ? 0 : HasOrigin)
            | (RightOrigin.IsNone ? 0 : HasRightOrigin)
            | (ParentSub is null ? 0 : HasParentSub));
        encoder.WriteInfo(info);
        if (!origin.IsNone)
        {
            encoder.WriteLeftId(origin);
        }
        if (!RightOrigin.IsNone)
        {
            encoder.WriteRightId(RightOrigin);
        }
        if (origin.IsNone && RightOrigin.IsNone)
        {
            WriteParent(encoder);
            if (ParentSub is not null)
            {
                encoder.WriteString(ParentSub);
            }
        }
        Content.Write(encoder, offset, Length);
    }

    private void WriteParent(UpdateEncoder encoder)
    {
        var root = ParentRef as string ?? (ParentRef is YType { Item: null } type ? type.RootName : null);
        encoder.WriteParentInfo(root is not null);
        if (root is not null)
        {
            encoder.WriteString(root);
        }
        else
        {
            encoder.WriteLeftId(ParentRef is YType nested ? nested.Item!.Id : (Id)ParentRef!);
        }
    }
}
