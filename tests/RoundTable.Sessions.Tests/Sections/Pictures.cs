using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

internal static class Pictures
{
    /// <summary>Who is there but for one person, as that one sees it.</summary>
    public static IReadOnlyList<PersonPresence> Others(this PresencePicture picture, PersonId self) => picture.Whole.Told.Without(self).People;
}
