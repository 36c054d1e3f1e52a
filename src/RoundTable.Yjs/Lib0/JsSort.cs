namespace RoundTable.Yjs.Lib0;

/// <summary>
/// JavaScript's <c>Array.sort</c> for short lists, step by step: Yjs sorts readers with a comparison that says "before" both
/// ways round for a garbage run and an item at one clock, so the outcome depends on the steps.
/// </summary>
internal static class JsSort
{
    /// <summary>Lists from this length on are sorted in several runs, which is not reproduced.</summary>
    public const int RunLimit = 64;

    public static void Sort<T>(List<T> list, Comparison<T> compare)
    {
        if (list.Count < 2)
        {
            return;
        }
        for (var start = MakeRun(list, compare); start < list.Count; start++)
        {
            var pivot = list[start];
            var left = 0;
            var right = start;
            while (left < right)
            {
                var middle = left + ((right - left) >> 1);
                if (compare(pivot, list[middle]) < 0)
                {
                    right = middle;
                }
                else
                {
                    left = middle + 1;
                }
            }
            list.RemoveAt(start);
            list.Insert(left, pivot);
        }
    }

    /// <summary>Length of the ordered run at the start; a descending one is turned round.</summary>
    private static int MakeRun<T>(List<T> list, Comparison<T> compare)
    {
        var descending = compare(list[1], list[0]) < 0;
        var length = 2;
        while (length < list.Count && compare(list[length], list[length - 1]) < 0 == descending)
        {
            length++;
        }
        if (descending)
        {
            list.Reverse(0, length);
        }
        return length;
    }
}
