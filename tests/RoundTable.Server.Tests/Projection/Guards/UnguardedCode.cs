using System.Reflection;
using System.Runtime.Loader;

namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>All of our own code once more, with guards taken out; whatever is not ours is shared.</summary>
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
        if (Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name) is { } known)
            return known;
        var file = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        var image = PatchedAssembly.Apply(File.ReadAllBytes(file), patches.Where(patch => patch.Assembly == name));
        return LoadFromStream(new MemoryStream(image));
    }
}
