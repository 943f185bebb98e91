namespace Grpc.Core;

[Flags]
public enum WriteFlags
{
    /// <summary>More follows soon: the message need not be sent at once.</summary>
    BufferHint = 0x1,

    NoCompress = 0x2,
}
