using System.Text.Json.Serialization;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;

namespace RoundTable.Domain.Events;

/// <summary>The contracts of what is stored and of what travels, written by the compiler: a server that just started has none to work out.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PlanEvent))]
[JsonSerializable(typeof(MeetingEvent))]
[JsonSerializable(typeof(PlanCommand))]
[JsonSerializable(typeof(MeetingCommand))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(MeetingView))]
internal sealed partial class DomainJsonContext : JsonSerializerContext;
