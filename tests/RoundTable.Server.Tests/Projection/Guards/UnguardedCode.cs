using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>
/// Our own code once more, with guards taken out. Whatever is not ours is shared, and so is what knows nothing of the code that
/// was changed: it would only be compiled again.
/// </summary>
internal sealed class UnguardedCode(IReadOnlyList<Patch> patches) : AssemblyLoadContext("unguarded")
{
    private const string Ours = "RoundTable.";

    /// <summary>The same method of this project's tests, in the code without the guard.</summary>
    public T Get<T>(Delegate method)
        where T : Delegate
    {
        var tests = Load(method.Method.DeclaringType!.Assembly.GetName())!;
        var twin = tests.GetType(method.Method.DeclaringType.FullName!, throwOnError: true)!;
        return twin.GetMethod(method.Method.Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.CreateDelegate<T>();
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || !name.StartsWith(Ours, StringComparison.Ordinal))
            return null;
        if (!IsConcerned(name))
            return null;
        if (Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name) is { } known)
            return known;
        var image = PatchedAssembly.Apply(File.ReadAllBytes(FileOf(name)), patches.Where(patch => patch.Assembly == name));
        return LoadFromStream(new MemoryStream(image));
    }

    private static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    private bool IsConcerned(string name) => patches.Any(patch => patch.Assembly == name) || OursUsedBy(name).Any(IsConcerned);

    private static List<string> OursUsedBy(string name)
    {
        using var file = new PEReader(File.OpenRead(FileOf(name)));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Where(used => used.StartsWith(Ours, StringComparison.Ordinal))];
    }
}
