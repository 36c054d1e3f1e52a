using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>
/// A copy of a production assembly in which each guard can be taken out. No switch stands in the production code itself, so nobody who
/// runs the server can turn a guard off.
/// <code>
/// arguments ─► IsOut(guard)? ─no─► the call ─────────► what comes after
///                    └───────yes─► the answer instead ──┘
/// </code>
/// </summary>
internal sealed class PatchedAssembly
{
    private readonly ModuleDefinition _module;
    private readonly MethodReference _isOut;

    private PatchedAssembly(ModuleDefinition module)
    {
        _module = module;
        var tests = typeof(GuardSwitch).Assembly.GetName();
        var scope = new AssemblyNameReference(tests.Name, tests.Version);
        module.AssemblyReferences.Add(scope);
        var asked = new TypeReference(typeof(GuardSwitch).Namespace, nameof(GuardSwitch), module, scope);
        _isOut = new MethodReference(nameof(GuardSwitch.IsOut), module.TypeSystem.Boolean, asked) { Parameters = { new ParameterDefinition(module.TypeSystem.Int32) } };
    }

    /// <summary>The assembly as it can be loaded.</summary>
    /// <param name="file">The production assembly.</param>
    /// <param name="patches">What is changed in it, and by which guard.</param>
    /// <exception cref="InvalidOperationException">What is to be changed is not there: it has another name now.</exception>
    public static byte[] Apply(string file, IEnumerable<(int Guard, Patch Patch)> patches)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters { InMemory = true });
        var patched = new PatchedAssembly(assembly.MainModule);
        foreach (var (guard, patch) in patches)
        {
            if (!patched.Apply(guard, patch))
                throw new InvalidOperationException($"There is nothing to change for {patch}: name the guard as it is now.");
        }

        using var image = new MemoryStream();
        assembly.Write(image);
        return image.ToArray();
    }

    private bool Apply(int guard, Patch patch)
    {
        var changed = false;
        foreach (var method in _module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody && Belongs(method, patch)).ToList())
        {
            // Written out, so that what is put in between never makes a jump too short.
            method.Body.SimplifyMacros();
            if (patch.Asking is null)
                AnswerAlways(method.Body, guard, patch.Gives);
            changed |= patch.Asking is null || StopAsking(method.Body, guard, patch);
            method.Body.OptimizeMacros();
        }

        return changed;
    }

    private static bool Belongs(MethodDefinition method, Patch patch)
    {
        // A lambda in Card is <Card>b__1 in a closure inside the type; an async ComposeAsync is MoveNext in <ComposeAsync>d__2.
        var names = new List<string> { method.Name };
        var type = method.DeclaringType;
        for (; type.DeclaringType is not null; type = type.DeclaringType)
            names.Add(type.Name);
        return type.FullName == patch.Type
            && (patch.Method is null || names.Exists(name => name == patch.Method || (patch.Asking is not null && name.StartsWith($"<{patch.Method}>", StringComparison.Ordinal))));
    }

    private void AnswerAlways(MethodBody body, int guard, Answer gives)
    {
        var first = body.Instructions[0];
        Put(body, first, [.. Ask(guard, first), .. Gives(gives), Instruction.Create(OpCodes.Ret)]);
    }

    private bool StopAsking(MethodBody body, int guard, Patch patch)
    {
        var calls = body.Instructions.Where(i => i.OpCode.Code is Code.Call or Code.Callvirt && ((MethodReference)i.Operand).Name == patch.Asking).ToList();
        foreach (var call in calls.Where((_, n) => patch.Only == 0 || patch.Only == n + 1))
            StopAsking(body, call, guard, patch.Gives);
        return calls.Count > 0;
    }

    // What the call would take is dropped, and the answer stands there.
    private void StopAsking(MethodBody body, Instruction call, int guard, Answer gives)
    {
        var asked = (MethodReference)call.Operand;
        var taken = gives == Answer.Receiver ? 0 : asked.Parameters.Count + (asked.HasThis ? 1 : 0);
        var (after, prefix) = (call.Next, call.Previous is { OpCode.OpCodeType: OpCodeType.Prefix } before ? before : null);
        Instruction[] goesOn = prefix is null ? [Copy(call)] : [Copy(prefix), Copy(call)];
        Put(body, after,
        [
            .. Ask(guard, goesOn[0]),
            .. Enumerable.Range(0, taken).Select(_ => Instruction.Create(OpCodes.Pop)),
            .. Gives(gives),
            Instruction.Create(OpCodes.Br, after),
            .. goesOn,
        ]);

        // A jump may lead to the call: what stands there now leads to the question.
        foreach (var old in prefix is null ? [call] : new[] { prefix, call })
            (old.OpCode, old.Operand) = (OpCodes.Nop, null);
    }

    private Instruction[] Ask(int guard, Instruction otherwise) =>
        [Instruction.Create(OpCodes.Ldc_I4, guard), Instruction.Create(OpCodes.Call, _isOut), Instruction.Create(OpCodes.Brfalse, otherwise)];

    private static Instruction[] Gives(Answer gives) => gives switch
    {
        Answer.Receiver => [],
        Answer.Argument2 => [Instruction.Create(OpCodes.Ldarg_2)],
        Answer.Null => [Instruction.Create(OpCodes.Ldnull)],
        Answer.Nowhere => [Instruction.Create(OpCodes.Ldc_I4_M1)],
        Answer.No => [Instruction.Create(OpCodes.Ldc_I4_0)],
        _ => [Instruction.Create(OpCodes.Ldc_I4_1)],
    };

    private static Instruction Copy(Instruction of) => of.Operand switch
    {
        MethodReference method => Instruction.Create(of.OpCode, method),
        TypeReference type => Instruction.Create(of.OpCode, type),
        _ => Instruction.Create(of.OpCode),
    };

    private static void Put(MethodBody body, Instruction before, IEnumerable<Instruction> instructions)
    {
        var at = body.Instructions.IndexOf(before);
        foreach (var instruction in instructions)
            body.Instructions.Insert(at++, instruction);
    }
}
