using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Minutes that nobody opened for more than seven working days: organisations are reminded, and the director is asked to call.</content>
internal sealed partial class World
{
    /// <summary>Looks at what left because of it: nothing of an erased plan, and of the others no task for anybody but the director (L8).</summary>
    public async Task HearOfUnreadAsync()
    {
        _truth.Today = Today;
        foreach (var person in Everybody.ToList())
        {
            foreach (var mail in _stage.Mail.Take(_people[person].Email!))
            {
                if (_erased is not null)
                    Fail(new LeakException($"{person} was reminded of an erased plan"));
                _viewers[person].Left(Channel.Mail, mail);
                _tally.Add("reminders");
            }

            if (_erased is not null)
                continue;
            var plan = await Plan.CallAsync(p => p.LookAsync(As(person)));
            _viewers[person].LeftAsJson(Channel.Plan, plan);
            var calls = plan.Value?.Tasks.Count(task => task.Kind == TaskKind.CallRecipient) ?? 0;
            if (calls > 0 && person != _truth.Director)
                Fail(new LeakException($"{person} was told who did not read minutes"));
            var codes = plan.Value?.Tasks.Count(task => task.Kind == TaskKind.GiveCode) ?? 0;
            if (codes > 0 && person != _truth.Director)
                Fail(new LeakException($"{person} was told who has no code"));
            _tally.Add("tasks to call", calls);
            _tally.Add("tasks to give a code", codes);
        }

        if (_erased is null)
            await CheckAsync();
    }
}
