using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Sections;

public sealed partial class SectionSession
{
    private void BringBack(SectionInput.Restore restore)
    {
        if (!_settings.Writes(restore.Caller.Person))
        {
            _effects.Add(new SectionEffect.Written(restore.Request, new Refusal(RefusalCodes.SectionReadOnly)));
            return;
        }

        if (IsFull)
        {
            _effects.Add(new SectionEffect.Written(restore.Request, new Refusal(SessionCodes.SectionTooFast)));
            return;
        }

        HoldUntilDurable(new SectionEffect.Written(restore.Request, BringBack(restore, Wanted(restore))));
    }

    // Of a whole moment, what may not stand here is left alone: the items behind it are drafted anew, without it.
    private Refusal? BringBack(SectionInput.Restore restore, IReadOnlyList<CardItem> wanted)
    {
        while (true)
        {
            var (refusal, done) = BringBackUntilRefused(restore, wanted);
            if (refusal is null || !restore.OthersWithdrawn || refusal.Code != RefusalCodes.TextNotHere)
                return refusal;
            wanted = [.. wanted.Skip(done + 1)];
        }
    }

    private (Refusal? Refusal, int Done) BringBackUntilRefused(SectionInput.Restore restore, IReadOnlyList<CardItem> wanted)
    {
        var done = 0;
        foreach (var draft in _document.Drafts(restore.Client, wanted))
        {
            if (draft.Length > 0)
            {
                var check = _document.Check(draft, restore.Caller.Person, SharesRoom);
                var refusal = check.RefusalCode is { } code ? new Refusal(code) : check.ChangesSomething ? CheckWords(check, restore.Caller.Person) : null;
                if (refusal is not null)
                {
                    _document.DropRehearsal();
                    return (refusal, done);
                }

                if (check.ChangesSomething)
                    Accept(restore.Caller, check, from: null);
            }

            done++;
        }

        return (null, done);
    }

    // What was moved to another audience left an empty item off the table: its words do not come back this way.
    private IReadOnlyList<CardItem> Wanted(SectionInput.Restore restore)
    {
        IReadOnlyList<CardItem> wanted = [.. restore.Items.Where(i => _document.Item(i.Id) is not { Withdrawn: true, Text.Length: 0 })];
        if (!restore.OthersWithdrawn)
            return wanted;
        var named = wanted.Select(i => i.Id).Concat(restore.LeftAlone ?? []).ToHashSet();
        return [.. wanted, .. _document.Items().Where(i => !i.Withdrawn && !named.Contains(i.Id)).Select(i => i with { Withdrawn = true })];
    }
}
