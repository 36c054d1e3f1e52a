using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Minutes that nobody opened for more than seven working days: organisations are reminded, and the director is asked to call.</content>
internal sealed partial class World
{
    private static readonly TaskKind[] OfTheDirector = [TaskKind.CallRecipient, TaskKind.GiveCode, TaskKind.CallInvited, TaskKind.CallCalledOff];

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
            var tasks = plan.Value?.Tasks ?? [];
            if (person != _truth.Director && tasks.Any(task => OfTheDirector.Contains(task.Kind)))
                Fail(new LeakException($"{person} was told of mail to others"));
            _tally.Add("tasks to call", tasks.Count(task => task.Kind == TaskKind.CallRecipient));
            _tally.Add("tasks to give a code", tasks.Count(task => task.Kind == TaskKind.GiveCode));
            _tally.Add("tasks about mail that came back", tasks.Count(task => task.Kind is TaskKind.CallInvited or TaskKind.CallCalledOff));
        }

        if (_erased is null)
            await CheckAsync();
    }
}
