using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Sharing;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Api;

/// <summary>The legal bases that this server is configured with.</summary>
internal sealed class LegalBases(IOptions<RoundTableOptions> options)
{
    public IReadOnlyList<LegalBasisReply> All { get; } =
        [.. (options.Value.LegalBases.Count > 0 ? [.. options.Value.LegalBases] : LegalBasisSetting.Default).Select(b => new LegalBasisReply(b.Code, b.Article, b.Text))];

    /// <summary>The use of a legal basis from today; null for a code that is not in the list.</summary>
    public LegalBasisUse? Use(LegalBasisBody body, IReadOnlyList<PersonId> to, PersonId decidedBy, IRandomBytes random, TimeProvider time) =>
        All.Any(b => b.Code == body.Code)
            ? new LegalBasisUse(
                new LegalBasisId(random.Text(16)),
                body.Code,
                to,
                body.Necessity,
                body.Proportionality,
                decidedBy,
                body.Consulted,
                body.InformedOn,
                body.WhyNotInformed,
                DutchTime.Day(time.GetUtcNow()),
                body.Until,
                body.Categories)
            : null;
}
