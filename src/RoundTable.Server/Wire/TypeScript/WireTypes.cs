using System.Reflection;
using System.Text;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs;

namespace RoundTable.Server.Wire.TypeScript;

/// <summary>The TypeScript file of everything that travels: hub methods, hub events, and the bodies of the API.</summary>
internal static class WireTypes
{
    private const string Head = """
        // What travels between the server and the client: enums camelCase, days yyyy-MM-dd, instants ISO 8601 UTC, bytes base64.
        // Made from the C# records by: dotnet run --project src/RoundTable.Server -- --write-types web-client/src/wire/types.ts


        """;

    private static readonly Type[] Api =
    [
        typeof(LookRequest), typeof(LookReply), typeof(EnterRequest), typeof(EnterReply), typeof(MeReply),
        typeof(OpenPlanBody), typeof(PlanOpenedReply), typeof(AddPersonBody), typeof(PersonAddedReply), typeof(InvitationReply), typeof(WithoutCodeReply),
        typeof(PlanMeetingBody), typeof(InviteToMeetingBody), typeof(MeetingPlannedReply), typeof(MinutesReply), typeof(AccessReply), typeof(EraseBody), typeof(ErasureReport), typeof(ReactionBody),
        typeof(LegalBasisReply), typeof(LegalBasisBody), typeof(AskConsentBody), typeof(RecordConsentBody), typeof(RelationBody), typeof(ProtectionBody),
        typeof(SessionsReply), typeof(SignedOutReply), typeof(SignInOffer), typeof(MailSignInBody),
        typeof(HistoryReply), typeof(ThenReply), typeof(RestoreBody), typeof(NameMomentBody),
        typeof(EmergencyBody), typeof(EmergencyView), typeof(EmergencyReviewBody),
        typeof(CardColumn), typeof(ItemKind),
    ];

    public static string Write()
    {
        var types = new TypeScriptTypes();
        foreach (var type in Api)
            types.NameOf(type);
        var hub = Calls(types, typeof(TableHub), "TableHub", "Methods of the hub that the client calls.");
        var client = Calls(types, typeof(ITableClient), "TableClient", "Methods that the server calls on the client.");
        var text = new StringBuilder(Head);
        foreach (var declaration in types.Declarations)
            text.Append(declaration).Append('\n');
        return text.Append(hub).Append('\n').Append(client).ToString().ReplaceLineEndings("\n");
    }

    private static string Calls(TypeScriptTypes types, Type calls, string name, string about)
    {
        var text = new StringBuilder($"/** {about} */\nexport interface {name} {{\n");
        var methods = calls.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == calls)
            .OrderBy(method => method.Name, StringComparer.Ordinal);
        foreach (var method in methods)
        {
            var parameters = method.GetParameters().Where(p => p.ParameterType != typeof(CancellationToken))
                .Select(p => $"{p.Name}: {types.NameOf(p.ParameterType)}");
            var result = method.ReturnType.IsGenericType ? types.NameOf(method.ReturnType.GetGenericArguments()[0]) : "void";
            text.Append($"  {method.Name}({string.Join(", ", parameters)}): Promise<{result}>;\n");
        }

        return text.Append("}\n").ToString();
    }
}
