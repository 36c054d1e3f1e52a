using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>
/// The production assembly with questions taken out of it, in place: no switch stands in the code itself, so nobody who runs the
/// server can turn a guard off.
/// </summary>
internal sealed class PatchedAssembly
{
    private const byte TinyBodyOfTwoBytes = (2 << 2) | 2;
    private readonly byte[] _image;
    private readonly PEReader _reader;
    private readonly MetadataReader _metadata;

    private PatchedAssembly(byte[] image)
    {
        _image = [.. image];
        _reader = new PEReader(new MemoryStream(image));
        _metadata = _reader.GetMetadataReader();
    }

    /// <exception cref="InvalidOperationException">What is to be changed is not there: it has another name now.</exception>
    public static byte[] Apply(byte[] image, IEnumerable<Patch> patches)
    {
        var assembly = new PatchedAssembly(image);
        foreach (var patch in patches)
        {
            if (!assembly.Apply(patch))
                throw new InvalidOperationException($"There is nothing to change for {patch}: name the guard as it is now.");
        }

        return assembly._image;
    }

    private bool Apply(Patch patch)
    {
        var changed = false;
        foreach (var handle in _metadata.MethodDefinitions)
        {
            var method = _metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0 || !Belongs(method, patch))
                continue;
            if (patch.Asking is null)
                AnswerAlways(method.RelativeVirtualAddress, patch.Gives);
            changed |= patch.Asking is null || StopAsking(method.RelativeVirtualAddress, patch.Asking, patch.Gives, patch.Only);
        }

        return changed;
    }

    private bool Belongs(MethodDefinition method, Patch patch)
    {
        // A lambda in Card is <Card>b__1 in a closure inside the type; an async ComposeAsync is MoveNext in <ComposeAsync>d__2.
        var names = new List<string> { _metadata.GetString(method.Name) };
        for (var type = _metadata.GetTypeDefinition(method.GetDeclaringType()); ; type = _metadata.GetTypeDefinition(type.GetDeclaringType()))
        {
            if (type.GetDeclaringType().IsNil)
            {
                return $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}" == patch.Type
                    && (patch.Method is null || names.Exists(name => name == patch.Method || (patch.Asking is not null && name.StartsWith($"<{patch.Method}>", StringComparison.Ordinal))));
            }

            names.Add(_metadata.GetString(type.Name));
        }
    }

    private void AnswerAlways(int address, Answer gives)
    {
        var at = OffsetOf(address);
        _image[at] = TinyBodyOfTwoBytes;
        _image[at + 1] = (byte)gives;
        _image[at + 2] = Instructions.Return;
    }

    // What the call would take is dropped, and the answer stands there.
    private bool StopAsking(int address, string asked, Answer gives, int only)
    {
        var body = _reader.GetMethodBody(address);
        var length = body.GetILReader().Length;
        var start = OffsetOf(address) + HeaderOf(OffsetOf(address));
        var count = 0;
        foreach (var at in Instructions.Calls(_image, start, length).ToList())
        {
            var (name, taken) = Called(MetadataTokens.EntityHandle(BitConverter.ToInt32(_image, at + 1)));
            if (name != asked || (++count != only && only != 0))
                continue;
            var code = gives == Answer.Receiver ? [] : Enumerable.Repeat(Instructions.Pop, taken).Append((byte)gives).ToArray();
            if (code.Length > Instructions.CallLength)
                throw new InvalidOperationException($"{asked} takes too many arguments.");
            _image.AsSpan(at, Instructions.CallLength).Clear();
            code.CopyTo(_image.AsSpan(at));
        }

        return count > 0;
    }

    private (string Name, int Taken) Called(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodSpecification:
                return Called(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.MethodDefinition:
                var own = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return (_metadata.GetString(own.Name), ArgumentsOf(own.Signature));
            default:
                var other = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                return (_metadata.GetString(other.Name), ArgumentsOf(other.Signature));
        }
    }

    private int ArgumentsOf(BlobHandle signature)
    {
        var blob = _metadata.GetBlobReader(signature);
        var header = blob.ReadSignatureHeader();
        if (header.IsGeneric)
            blob.ReadCompressedInteger();
        return blob.ReadCompressedInteger() + (header.IsInstance ? 1 : 0);
    }

    private int HeaderOf(int at) => (_image[at] & 3) == 2 ? 1 : 12;

    private int OffsetOf(int address)
    {
        var section = _reader.PEHeaders.SectionHeaders[_reader.PEHeaders.GetContainingSectionIndex(address)];
        return address - section.VirtualAddress + section.PointerToRawData;
    }
}
