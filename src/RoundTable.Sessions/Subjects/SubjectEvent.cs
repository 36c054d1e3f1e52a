using System.Text.Json.Serialization;

namespace RoundTable.Sessions.Subjects;

/// <summary>Something that happened to the ways in and the sign-in sessions of a subject.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WayInMade), "wayInMade")]
[JsonDerivedType(typeof(WayInClosed), "wayInClosed")]
[JsonDerivedType(typeof(WrongCodeGiven), "wrongCodeGiven")]
[JsonDerivedType(typeof(SignedIn), "signedIn")]
[JsonDerivedType(typeof(SignedOut), "signedOut")]
[JsonDerivedType(typeof(DoorTokenMade), "doorTokenMade")]
public abstract record SubjectEvent;

/// <summary>A way in was made.</summary>
/// <param name="WayIn">The way in.</param>
public sealed record WayInMade(WayIn WayIn) : SubjectEvent;

/// <summary>A way in works no longer: replaced, used up, or guessed at too often.</summary>
/// <param name="WayIn">Its id.</param>
/// <param name="Used">Whether it was a one-time link that was used.</param>
public sealed record WayInClosed(string WayIn, bool Used) : SubjectEvent;

/// <summary>Somebody with the link gave a wrong code.</summary>
/// <param name="WayIn">Its id.</param>
/// <param name="LockedUntil">The way in is locked for that network until then; null while tries are left.</param>
/// <param name="Network">Fingerprint of the network address, or null when it is not known.</param>
/// <param name="At">When; null in journals of before it was kept, which counts as long ago.</param>
public sealed record WrongCodeGiven(string WayIn, DateTimeOffset? LockedUntil, string? Network = null, DateTimeOffset? At = null) : SubjectEvent;

/// <summary>The subject came in.</summary>
/// <param name="Session">The session.</param>
public sealed record SignedIn(SignIn Session) : SubjectEvent;

/// <summary>A session ended before its time.</summary>
/// <param name="Session">Its id.</param>
/// <param name="ElsewhereNow">Whether it ended because the subject came in on another device.</param>
public sealed record SignedOut(string Session, bool ElsewhereNow) : SubjectEvent;

/// <summary>A session got a token for the doors.</summary>
/// <param name="Token">The token.</param>
/// <param name="At">When: those that are over by then are forgotten.</param>
public sealed record DoorTokenMade(DoorToken Token, DateTimeOffset At) : SubjectEvent;
