using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public static partial class Updates
{
    /// <summary>
    /// A k-way merge by client (descending), then clock (Yjs: <c>mergeUpdatesV2</c>).
    /// <code>
    ///   pending output w:  [=====w=====]
    ///   next struct:            [..cut..|== kept ==]   overlap: cut      w, gap, next: a Skip between
    /// </code>
    /// </summary>
    private static byte[] MergeAny(IReadOnlyList<byte[]> updates, bool v2, bool own)
    {
        if (updates.Count == 1)
        {
            return updates[0];
        }
        var decoded = new DecodedUpdate[updates.Count];
        for (var i = 0; i < decoded.Length; i++)
        {
            decoded[i] = own ? DecodedUpdate.ReadOwn(updates[i]) : DecodedUpdate.Read(updates[i], v2);
        }
        return Merge(decoded, v2);
    }

    private static byte[] Merge(DecodedUpdate[] decoded, bool v2)
    {
        var merge = new Merger(Encoder(v2));
        foreach (var update in decoded)
        {
            merge.Add(new StructReader(update.Descending(), filterSkips: true));
        }
        merge.Run();
        DeleteSet.Merge(Array.ConvertAll(decoded, static each => each.Deletes)).Write(merge.Encoder);
        return merge.Encoder.ToArray();
    }

    private sealed class Merger(UpdateEncoder encoder)
    {
        private readonly StructWriter _writer = new(encoder);
        private readonly List<StructReader> _readers = [];
        private Struct? _pending;

        public UpdateEncoder Encoder => encoder;

        public void Add(StructReader reader) => _readers.Add(reader);

        public void Run()
        {
            _readers.RemoveAll(static reader => reader.Current is null);
            if (_readers.Count >= JsSort.RunLimit)
            {
                var sorted = _readers.Order(Comparer<StructReader>.Create(ComparePosition)).ToList();
                _readers.Clear();
                _readers.AddRange(sorted);
            }
            else
            {
                JsSort.Sort(_readers, Compare);
            }
            while (_readers.Count > 0)
            {
                Step(_readers[0]);
                Reorder();
            }
            if (_pending is not null)
            {
                _writer.Write(_pending, 0);
            }
            _writer.Finish();
        }

        private void Step(StructReader reader)
        {
            var current = reader.Current!;
            var client = current.Client;
            if (_pending is null)
            {
                _pending = current;
                reader.Next();
            }
            else if (!Join(reader, client))
            {
                return;
            }
            while (reader.Current is { } next && next.Client == client && next.Clock == _pending.End)
            {
                _writer.Write(_pending, 0);
                _pending = next;
                reader.Next();
            }
        }

        /// <returns>False when another reader may have to go first.</returns>
        private bool Join(StructReader reader, ulong client)
        {
            var pending = _pending!;
            var current = reader.Current;
            var skipped = false;
            while (current is not null && current.End <= pending.End && current.Client >= pending.Client)
            {
                current = reader.Next();
                skipped = true;
            }
            if (current is null || current.Client != client || (skipped && current.Clock > pending.End))
            {
                return false;
            }
            if (client != pending.Client)
            {
                Put(current);
                reader.Next();
            }
            else if (pending.End < current.Clock)
            {
                Put(new Skip(client, pending.End, current.Clock - pending.End));
            }
            else if (!TryGrow(pending, Cut(current, (int)(pending.End - current.Clock)), out var cut))
            {
                Put(cut);
                reader.Next();
            }
            return true;
        }

        private void Put(Struct next)
        {
            _writer.Write(_pending!, 0);
            _pending = next;
        }

        // Unlinked items never merge: only runs without content grow.
        private static bool TryGrow(Struct pending, Struct next, out Struct cut)
        {
            cut = next;
            return pending is GcStruct left && next is GcStruct right && left.MergeWith(right);
        }

        private static Struct Cut(Struct item, int offset) => offset == 0 ? item : item switch
        {
            GcStruct => new GcStruct(item.Client, item.Clock + offset, item.Length - offset),
            Item full => full.CutLeft(offset),
            _ => throw new InvalidOperationException("a gap cannot overlap"),
        };

        private void Reorder()
        {
            if (_readers[0].Current is null)
            {
                _readers.RemoveAt(0);
            }
            else if (_readers.Count >= JsSort.RunLimit)
            {
                MoveFirst();
                return;
            }
            JsSort.Sort(_readers, Compare);
        }

        private void MoveFirst()
        {
            var moved = _readers[0];
            var left = 1;
            var right = _readers.Count;
            while (left < right)
            {
                var middle = (left + right) >>> 1;
                if (ComparePosition(_readers[middle], moved) < 0)
                {
                    left = middle + 1;
                }
                else
                {
                    right = middle;
                }
            }
            _readers.RemoveAt(0);
            _readers.Insert(left - 1, moved);
        }

        private static int Compare(StructReader a, StructReader b)
        {
            var order = ComparePosition(a, b);
            return order == 0 && a.Current!.GetType() != b.Current!.GetType() ? -1 : order;
        }

        private static int ComparePosition(StructReader a, StructReader b)
        {
            var byClient = b.Current!.Client.CompareTo(a.Current!.Client);
            return byClient != 0 ? byClient : a.Current.Clock.CompareTo(b.Current.Clock);
        }
    }
}
