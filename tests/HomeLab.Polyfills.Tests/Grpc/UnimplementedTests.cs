using Grpc.Core;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>
/// What the official base classes leave to derived ones throws there too:
/// https://github.com/grpc/grpc-dotnet/blob/master/src/Grpc.Core.Api/DeserializationContext.cs and its neighbours.
/// </summary>
public class UnimplementedTests
{
    [Fact]
    public void What_a_reader_of_messages_does_not_override_is_not_implemented() =>
        Assert.Throws<NotImplementedException>(new Reading().PayloadAsNewBuffer);

    [Fact]
    public void What_a_writer_of_messages_does_not_override_is_not_implemented()
    {
        var writing = new Writing();

        Assert.Throws<NotImplementedException>(() => writing.Complete([]));
        Assert.Throws<NotImplementedException>(writing.Complete);
        Assert.Throws<NotImplementedException>(() => writing.GetBufferWriter());
    }

    [Fact]
    public void A_binder_that_overrides_nothing_takes_no_method() =>
        Assert.Throws<NotImplementedException>(() => new ServiceBinderBase().AddMethod<object, object>(null!, (UnaryServerMethod<object, object>?)null));

    sealed class Reading : DeserializationContext
    {
        public override int PayloadLength => 0;
    }

    sealed class Writing : SerializationContext;
}
