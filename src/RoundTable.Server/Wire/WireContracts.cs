using System.Text.Json.Serialization;
using RoundTable.Domain.Views;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;

namespace RoundTable.Server.Wire;

/// <summary>The contracts of everything that the hub and the way in carry, written by the compiler; rarer bodies are worked out from their types.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OpenSectionRequest))]
[JsonSerializable(typeof(OpenSectionReply))]
[JsonSerializable(typeof(PushUpdateRequest))]
[JsonSerializable(typeof(CloseSectionRequest))]
[JsonSerializable(typeof(SetPresenceRequest))]
[JsonSerializable(typeof(OpenPlanRequest))]
[JsonSerializable(typeof(OpenPlanReply))]
[JsonSerializable(typeof(PlanCommandRequest))]
[JsonSerializable(typeof(ReleaseItemRequest))]
[JsonSerializable(typeof(CommandReply))]
[JsonSerializable(typeof(OpenMeetingRequest))]
[JsonSerializable(typeof(OpenMeetingReply))]
[JsonSerializable(typeof(MeetingCommandRequest))]
[JsonSerializable(typeof(CloseMeetingViewRequest))]
[JsonSerializable(typeof(SeatedEvent))]
[JsonSerializable(typeof(UpdatedEvent))]
[JsonSerializable(typeof(AcknowledgedEvent))]
[JsonSerializable(typeof(RefusedEvent))]
[JsonSerializable(typeof(PresenceEvent))]
[JsonSerializable(typeof(ResyncEvent))]
[JsonSerializable(typeof(SectionChangedEvent))]
[JsonSerializable(typeof(SignedOutEvent))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(MeetingView))]
[JsonSerializable(typeof(LookRequest))]
[JsonSerializable(typeof(LookReply))]
[JsonSerializable(typeof(EnterRequest))]
[JsonSerializable(typeof(EnterReply))]
[JsonSerializable(typeof(MeReply))]
[JsonSerializable(typeof(SignInOffer))]
[JsonSerializable(typeof(SessionsReply))]
[JsonSerializable(typeof(DoorTokenRequest))]
[JsonSerializable(typeof(DoorTokenReply))]
internal sealed partial class WireContracts : JsonSerializerContext;
