namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>One change to the compiled code: a method always answers the same, or a question that it asks does.</summary>
/// <param name="Assembly">Simple name of the assembly.</param>
/// <param name="Type">Full name of the type; the closures and state machines inside it count as it.</param>
/// <param name="Method">The method, in all its overloads; what the compiler made out of parts of it counts as it. Null for every method of the type.</param>
/// <param name="Gives">What is answered.</param>
/// <param name="Asking">The method that is called there and no longer asked; null when <paramref name="Method"/> itself answers.</param>
/// <param name="Only">Which of the calls in one method body, from 1; 0 for all.</param>
internal sealed record Patch(string Assembly, string Type, string? Method, Answer Gives, string? Asking = null, int Only = 0);
