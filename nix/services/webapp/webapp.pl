#!/usr/bin/perl
# A tiny web application: answers every request with a page that says which instance it is and where it listens.
#
# usage: webapp.pl [-D]
#   -D         goes into the background; the command ends when the port answers
#   PORT       where to listen; required
#   ADDRESS    the address to listen at; 127.0.0.1 if not set
#   INSTANCE   the name on the page
#   TEXT       a sentence for the page
#   PID_FILE   with -D: where its process id is written; removed at the end
#
# It says on standard output where it listens and what is asked. SIGTERM and SIGINT end it. It uses nothing but what perl-base has, which is on every Debian.
use strict;
use warnings;
use Fcntl qw(:DEFAULT :flock);
use IO::Select;
use IO::Socket::INET;
use POSIX qw(setsid _exit);

my ($NOT_TOLD_ENOUGH, $NO_PORT, $ALREADY_RUNS) = (2, 3, 4);
my $IDLE_SECONDS = 10;
my $LONGEST_REQUEST = 16_384;

sub fail {
    my ($status, $message) = @_;
    print STDERR "webapp: $message\n";
    exit $status;
}

my $in_background = @ARGV && $ARGV[0] eq '-D';
my $port = $ENV{PORT} or fail($NOT_TOLD_ENOUGH, 'set PORT to the port to listen at');
my $pid_file = $ENV{PID_FILE};
fail($NOT_TOLD_ENOUGH, 'set PID_FILE to the file for the process id') if $in_background && !$pid_file;

sub escaped {
    my ($text) = @_;
    my %entity = ('&' => '&amp;', '<' => '&lt;', '>' => '&gt;', '"' => '&quot;');
    $text =~ s/([&<>"])/$entity{$1}/g;
    return $text;
}

my $instance = escaped($ENV{INSTANCE} // 'webapp');
my $text = escaped($ENV{TEXT} // 'Simple test webapp');
my $page = <<"END";
<!DOCTYPE html>
<html>
  <head><title>$instance</title></head>
  <body>
    <h1>$instance</h1>
    <p>$text, listening on port: $port</p>
  </body>
</html>
END

# The answer to a request, of which the first line is read and nothing else.
sub answer {
    my ($request) = @_;
    my ($status, $body) = $request =~ m{^(?:GET|HEAD) } ? ('200 OK', $page) : ('405 Method Not Allowed', "only GET\n");
    my $head = "HTTP/1.1 $status\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
        . length($body) . "\r\nConnection: close\r\n\r\n";
    return $request =~ /^HEAD / ? $head : $head . $body;
}

sub listener {
    return IO::Socket::INET->new(
        LocalAddr => $ENV{ADDRESS} // '127.0.0.1', LocalPort => $port, Proto => 'tcp', Listen => 128, ReuseAddr => 1)
        || fail($NO_PORT, "cannot listen at port $port: $!");
}

# Writes the process id. The lock, which lives as long as the process, tells a stale file from one in use.
sub claim_pid_file {
    sysopen(my $file, $pid_file, O_RDWR | O_CREAT, 0644) or fail($ALREADY_RUNS, "cannot write $pid_file: $!");
    flock($file, LOCK_EX | LOCK_NB) or fail($ALREADY_RUNS, "another instance holds $pid_file");
    truncate($file, 0);
    syswrite($file, "$$\n");
    return $file;
}

# Ends the process that was started, when its child says that it is ready; returns in the child.
sub go_into_background {
    pipe(my $ready, my $say) or fail($NO_PORT, "no pipe: $!");
    my $child = fork() // fail($NO_PORT, "cannot fork: $!");
    if ($child) {
        close $say;
        my $word = <$ready>;
        _exit(0) if defined $word;
        waitpid($child, 0);
        _exit($? >> 8 || 1);
    }
    close $ready;
    setsid();
    return $say;
}

sub serve {
    my ($listener, $done) = @_;
    my $waiting = IO::Select->new($listener);
    my (%request, %since);
    my $forget = sub {
        my ($client) = @_;
        $waiting->remove($client);
        delete $request{$client};
        delete $since{$client};
        close $client;
    };
    until ($$done) {
        for my $socket ($waiting->can_read(1)) {
            if ($socket == $listener) {
                my $client = $listener->accept() or next;
                $waiting->add($client);
                $since{$client} = time;
                next;
            }
            my $read = sysread($socket, $request{$socket}, 4096, length($request{$socket} // ''));
            if (!$read || length $request{$socket} > $LONGEST_REQUEST) {
                $forget->($socket);
            } elsif ($request{$socket} =~ /\r?\n\r?\n/) {
                my ($asked) = $request{$socket} =~ /^([ -~]*)/;
                print "$asked\n";
                syswrite($socket, answer($request{$socket}));
                $forget->($socket);
            }
        }
        for my $client ($waiting->handles) {
            $forget->($client) if $since{$client} && time - $since{$client} > $IDLE_SECONDS;
        }
    }
}

my $done = 0;
$SIG{TERM} = $SIG{INT} = sub { $done = 1 };
$SIG{PIPE} = 'IGNORE';

my $say = $in_background ? go_into_background() : undef;
my $held = $in_background ? claim_pid_file() : undef;
my $listener = listener();
if ($in_background) {
    open(STDIN, '<', '/dev/null');
    open(STDOUT, '>', '/dev/null');
    open(STDERR, '>', '/dev/null');
    syswrite($say, "ready\n");
    close $say;
}
$| = 1;
print "$instance listens at port $port\n";
serve($listener, \$done);
unlink $pid_file if $in_background;
