using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace RoundTable.Server.Api.Wire;

/// <summary>A mail address and nothing beside it: what a mail program would read as a name and another address is refused.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailboxAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text || (MailAddress.TryCreate(text, out var address) && address.Address == text.Trim());
}
