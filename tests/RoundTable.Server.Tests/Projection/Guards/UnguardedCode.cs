using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>
/// Our own code once more, in which one guard at a time is out; compiled once for all of them. Whatever is not ours is shared, and so
/// is what knows nothing of the code that was changed.
/// </summary>
internal sealed class UnguardedCode(IReadOnlyList<RemovedGuard> guards) : AssemblyLoadContext("unguarded")
{
    private const string Ours = "RoundTable.";

    /// <summary>The same method of this project's tests, in the code with this guard out of it; for one guard after the other.</summary>
    public T Without<T>(RemovedGuard guard, Delegate method)
        where T : Delegate
    {
        Get<Action<int>>(GuardSwitch.TakeOut)(guards.ToList().IndexOf(guard));
        return Get<T>(method);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || !name.StartsWith(Ours, StringComparison.Ordinal) || !IsConcerned(name))
            return null;
        if (Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name) is { } known)
            return known;
        var patches = guards.SelectMany((guard, n) => guard.Patches.Select(patch => (n, patch))).Where(p => p.patch.Assembly == name).ToList();
        return LoadFromStream(new MemoryStream(patches.Count > 0 ? PatchedAssembly.Apply(FileOf(name), patches) : File.ReadAllBytes(FileOf(name))));
    }

    private T Get<T>(Delegate method)
        where T : Delegate
    {
        var tests = Load(method.Method.DeclaringType!.Assembly.GetName())!;
        var twin = tests.GetType(method.Method.DeclaringType.FullName!, throwOnError: true)!;
        return twin.GetMethod(method.Method.Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.CreateDelegate<T>();
    }

    private static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    private bool IsConcerned(string name) => guards.Any(guard => guard.Patches.Any(patch => patch.Assembly == name)) || OursUsedBy(name).Any(IsConcerned);

    private static List<string> OursUsedBy(string name)
    {
        using var file = new PEReader(File.OpenRead(FileOf(name)));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Where(used => used.StartsWith(Ours, StringComparison.Ordinal))];
    }
}
