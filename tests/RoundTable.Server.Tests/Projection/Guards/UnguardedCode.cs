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

    /// <summary>Lives worlds with this guard out of the code, some after the other, until the leak is found; for one guard after the other.</summary>
    /// <param name="guard">One of the guards.</param>
    /// <param name="live">Lives worlds from a first one on, as many as told, and says what was found in them.</param>
    /// <param name="first">The first world, unless the guard says where to begin.</param>
    /// <param name="most">After how many worlds it is given up.</param>
    /// <param name="next">How many are lived next, after so many.</param>
    /// <param name="fewest">How many are lived first.</param>
    public async Task AssertLeaksAsync(RemovedGuard guard, Func<int, int, Task<string[]>> live, int first, int most, int fewest, Func<int, int> next)
    {
        Get<Action<int>>(GuardSwitch.TakeOut)(guards.ToList().IndexOf(guard));
        var find = Get<Func<int, int, Task<string[]>>>(live);
        var others = new List<string>();
        var start = guard.Near ?? first;
        for (var (world, count) = (start, fewest); world < start + most; (world, count) = (world + count, next(count)))
        {
            var found = await find(world, count);
            if (found.Any(leak => leak.Contains(guard.Found, StringComparison.Ordinal)))
                return;
            others.AddRange(found);
        }

        Assert.Fail($"without the guard \"{guard.Name}\" no \"{guard.Found}\" in {most} worlds, but: {string.Join("; ", others)}");
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
