using System.Text.Json;
using RoundTable.Domain.Words;

namespace RoundTable.Minutes.Tests;

/// <summary>A file calls things what the screen called them on which they were said, or agreed to.</summary>
public class SameWordsTests
{
    private static readonly Dictionary<string, string> Screen = ScreenWords();

    [Theory]
    [InlineData("category", typeof(DataCategory))]
    [InlineData("kind", typeof(ItemKind))]
    public void Names_OfAFile_AreThoseOfTheScreen(string prefix, Type words)
    {
        foreach (var value in Enum.GetValues(words))
        {
            var onScreen = Screen[$"{prefix}.{JsonNamingPolicy.CamelCase.ConvertName($"{value}")}"];
            Assert.Equal(onScreen, value is DataCategory category ? Dutch.Name(category) : Dutch.Name((ItemKind)value));
        }
    }

    private static Dictionary<string, string> ScreenWords()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RoundTable.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The root of the repository is not above the tests.");
        return Directory.GetFiles(Path.Combine(folder.FullName, "web-client/src/words"), "nl*.json")
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
