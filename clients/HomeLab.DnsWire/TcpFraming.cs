using System.Buffers.Binary;
using System.Net.Sockets;

namespace HomeLab.DnsWire;

/// <summary>Over TCP a message comes behind its length (RFC 1035, 4.2.2).</summary>
static class TcpFraming
{
    public static async Task SendAsync(TcpClient connection, byte[] message, CancellationToken cancellationToken)
    {
        var framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, checked((ushort)message.Length));
        message.CopyTo(framed, 2);
        await connection.GetStream().WriteAsync(framed, cancellationToken);
    }

    public static async Task<byte[]> ReceiveAsync(TcpClient connection, CancellationToken cancellationToken)
    {
        var length = new byte[2];
        await connection.GetStream().ReadExactlyAsync(length, cancellationToken);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await connection.GetStream().ReadExactlyAsync(message, cancellationToken);
        return message;
    }
}
