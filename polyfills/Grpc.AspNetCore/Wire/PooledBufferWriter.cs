using System.Buffers;

namespace Grpc.Wire;

/// <summary>One growing array from the shared pool; disposing gives it back.</summary>
sealed class PooledBufferWriter : IBufferWriter<byte>, IDisposable
{
    byte[] buffer = [];
    int written;

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, written);

    public void Clear() => written = 0;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, buffer.Length - written);
        written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return buffer.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Reserve(int size)
    {
        if (buffer.Length - written >= size) return;

        var larger = ArrayPool<byte>.Shared.Rent(checked((int)Math.Max(written + (long)size, Math.Min(buffer.Length * 2L, Array.MaxLength))));
        buffer.AsSpan(0, written).CopyTo(larger);
        Return();
        buffer = larger;
    }

    public void Dispose()
    {
        Return();
        buffer = [];
        written = 0;
    }

    void Return()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }
}
