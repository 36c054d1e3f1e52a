using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    // Made once, and it encodes only where something is taken back: the usual letter costs no more for it.
    private Action<Transaction>? _lookBack;
    private byte[]? _takenBack;

    /// <summary>
    /// Applies an update that was found in order; gives what to keep and to send on. Clients that merge what waited collect
    /// nothing, so letters that were typed and taken out again are in their bytes. Nobody was shown them, and nobody gets them:
    /// what the update itself deletes keeps its place and loses its content (L9).
    /// </summary>
    /// <param name="check">An update that was found in order, and not applied yet.</param>
    /// <param name="author">Who pushed it.</param>
    public ReadOnlyMemory<byte> Take(UpdateCheck check, PersonId author)
    {
        _lookBack ??= done => _takenBack = done.DeletesWhatItAdds ? done.EncodeUpdate() : null;
        var doc = Awake;
        doc.AfterTransactionCleanup += _lookBack;
        try
        {
            Apply(check, author);
            var kept = _takenBack ?? check.Update;
            Size += kept.Length;
            return kept;
        }
        finally
        {
            doc.AfterTransactionCleanup -= _lookBack;
            _takenBack = null;
        }
    }
}
