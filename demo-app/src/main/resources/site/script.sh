# Run by /bin/sh, because application.yml has a processor for .sh: network.web.processors
printf 'Content-Type: text/plain; charset=utf-8\n\n'
echo "A script, run for $REMOTE_ADDR on $(date)"
