using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>The server of the tests starts, or says why it does not.</summary>
public class MariaDbServerTests
{
    [MariaDbFact]
    public void A_port_that_somebody_else_has_is_chosen_again()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var ports = new Queue<int>([port, port, MariaDbServer.FreePort()]);
        using var server = new MariaDbServer(ports.Dequeue);
        Assert.NotEqual(port, server.Port);
        Assert.Empty(ports);
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, server.Port);
    }

    [MariaDbFact]
    public void One_that_does_not_start_says_why()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new MariaDbServer("--no-such-option=1"));
        Assert.Contains("no-such-option", error.Message, StringComparison.Ordinal);
        Assert.Contains("The end of its log", error.Message, StringComparison.Ordinal);
    }
}
