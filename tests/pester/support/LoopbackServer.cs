using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

// In the C# that Windows PowerShell compiles too, which is that of version 5.
namespace DbAccounts.PesterSupport
{
    /// <summary>
    /// A server on the loopback address that stands between the module and the simulator and keeps what was asked, or that fails as it is told:
    /// Silent never answers, Stalled sends the headers and a piece of the body, Dropped closes the connection on every request;
    /// Answer gives the same JSON to all.
    /// </summary>
    public sealed class LoopbackServer : IDisposable
    {
        private const string StalledAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n{\"a\":";
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly List<KeyValuePair<DateTime, string>> _requests = new List<KeyValuePair<DateTime, string>>();
        private readonly string _mode;
        private readonly int _target;
        private int _open;

        public LoopbackServer(string mode, int target)
        {
            _mode = mode;
            _target = target;
            _listener.Start();
            Endpoint = new Uri("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port);
            Json = "{}";
            AcceptAsync();
        }

        public Uri Endpoint { get; private set; }

        /// <summary>What the mode Answer answers.</summary>
        public string Json { get; set; }

        /// <summary>Connections that the client holds open.</summary>
        public int Open { get { return System.Threading.Volatile.Read(ref _open); } }

        /// <summary>How many requests hold the text in their head.</summary>
        public int Count(string text) { return Times(text).Length; }

        /// <summary>When the requests came that hold the text in their head.</summary>
        public DateTime[] Times(string text)
        {
            lock (_requests)
            {
                return _requests.Where(r => r.Value.Contains(text)).Select(r => r.Key).ToArray();
            }
        }

        public void Dispose() { _listener.Stop(); }

        private async void AcceptAsync()
        {
            try
            {
                while (true)
                {
                    ServeAsync(await _listener.AcceptTcpClientAsync());
                }
            }
            // Stopped.
            catch (SocketException) { }
            catch (InvalidOperationException) { }
        }

        private async void ServeAsync(TcpClient client)
        {
            System.Threading.Interlocked.Increment(ref _open);
            var service = new TcpClient();
            try
            {
                NetworkStream up = client.GetStream();
                if (_mode == "Forward")
                {
                    await service.ConnectAsync(IPAddress.Loopback, _target);
                    Task back = service.GetStream().CopyToAsync(up).ContinueWith(_ => client.Close());
                }

                var buffer = new byte[64 * 1024];
                int count;
                while ((count = await up.ReadAsync(buffer, 0, buffer.Length)) > 0)
                {
                    string text = Encoding.GetEncoding("iso-8859-1").GetString(buffer, 0, count);
                    if (text.Contains(" HTTP/1.1\r\n"))
                    {
                        lock (_requests)
                        {
                            _requests.Add(new KeyValuePair<DateTime, string>(DateTime.UtcNow, text));
                        }
                    }

                    switch (_mode)
                    {
                        case "Forward":
                            await service.GetStream().WriteAsync(buffer, 0, count);
                            break;
                        case "Stalled":
                            await SendAsync(up, StalledAnswer);
                            break;
                        case "Answer":
                            await SendAsync(
                                up,
                                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + Encoding.UTF8.GetByteCount(Json) + "\r\n\r\n" + Json);
                            break;
                        case "Dropped":
                            return;
                    }
                }
            }
            // One side has gone.
            catch (SocketException) { }
            catch (System.IO.IOException) { }
            catch (InvalidOperationException) { }
            finally
            {
                System.Threading.Interlocked.Decrement(ref _open);
                client.Close();
                service.Close();
            }
        }

        private static Task SendAsync(NetworkStream stream, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return stream.WriteAsync(bytes, 0, bytes.Length);
        }
    }
}
