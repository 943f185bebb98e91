using System.Reflection;
using Google.Protobuf.Reflection;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Contracts.Tests;

/// <summary>Numbers, names and types of everything that goes over gRPC.</summary>
public sealed class ProtoTests
{
    public static TheoryData<string> Files => [.. Descriptors.Select(d => d.Name)];

    static IEnumerable<FileDescriptor> Descriptors => typeof(InventoryReflection).Assembly.GetExportedTypes()
        .Where(t => t.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(t => (FileDescriptor)t.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);

    [Fact]
    public void Every_file_is_looked_at() =>
        Assert.Contains(InventoryReflection.Descriptor.Name, Descriptors.Select(d => d.Name));

    [Theory, MemberData(nameof(Files))]
    public void A_file_describes_the_wire_as_it_always_did(string file) => Tests.Snapshot.Matches(
        $"Protos/{Path.ChangeExtension(file, ".txt")}", WireText.Of(Descriptors.Single(d => d.Name == file)));
}
