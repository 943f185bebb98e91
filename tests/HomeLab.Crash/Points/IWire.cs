using System.Buffers;

namespace HomeLab.Crash.Points;

/// <summary>Cuts the two directions of one connection into what passes as a whole.</summary>
interface IWire
{
    /// <summary>How long the next piece is, and which point it is to pass; null while more has to arrive. A piece without label is no point.</summary>
    (long Length, string? Label)? Request(ReadOnlySequence<byte> sent);

    /// <inheritdoc cref="Request"/>
    (long Length, string? Label)? Answer(ReadOnlySequence<byte> received);
}
